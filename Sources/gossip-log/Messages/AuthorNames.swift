import GossipStore
import GossipText
import GossipWire

/// The names of the authors of a log.
///
/// A name is only what a peer says of itself. Where two keys go by one name, each is shown with the
/// start of its key.
struct AuthorNames {
    private let names: [AuthorKey: String]
    private let shared: Set<String>

    init(_ names: [AuthorKey: String]) {
        self.names = names
        var seen: Set<String> = []
        shared = Set(names.values.filter { !seen.insert($0).inserted })
    }

    /// A word for a column: the name, or the first 8 digits of the key.
    func short(_ author: AuthorKey) -> String {
        let start = String(author.hex.prefix(8))
        guard let name = names[author], !name.isEmpty else { return start }
        let safe = SafeText.text(name)
        return shared.contains(name) ? DisplayWidth.cut(safe, to: 7) + "~" + start : safe
    }

    /// The whole key, with the name if there is one.
    func full(_ author: AuthorKey) -> String {
        guard let name = names[author], !name.isEmpty else { return author.hex }
        return "\(SafeText.text(name))  \(author.hex)"
    }

    /// The name alone.
    func name(_ author: AuthorKey) -> String? { names[author] }

    /// All authors of that name.
    func authors(named name: String) -> [AuthorKey] {
        names.filter { $0.value == name }.map(\.key)
    }
}

extension AuthorNames {
    /// The names under which nodes have announced themselves to this one.
    init(_ reader: LogReader) throws(StoreError) {
        self.init(try reader.authorNames())
    }
}
