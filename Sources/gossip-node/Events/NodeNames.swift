import GossipText
import GossipWire

/// The labels of nodes in lines for people: the start of the key, and the announced name.
///
/// A name is only a claim, so the key is always there.
struct NodeNames {
    /// Names that are remembered; anybody can announce any number of them.
    private static let countMax = 1_024

    private var names: [AuthorKey: String] = [:]

    /// Remembers a name, unless there are too many.
    mutating func learn(_ name: String, of node: AuthorKey) {
        guard names[node] != nil || names.count < Self.countMax else { return }
        names[node] = name.isEmpty ? nil : SafeText.text(name)
    }

    /// The first eight digits of the key, and the name if one is known.
    func label(_ node: AuthorKey) -> String {
        let start = String(node.hex.prefix(8))
        return names[node].map { "\(start) \($0)" } ?? start
    }
}
