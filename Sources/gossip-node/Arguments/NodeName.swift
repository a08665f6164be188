import ArgumentParser
import GossipNode
import GossipText

/// The rule for the name of a node, as typed.
enum NodeName {
    /// Refuses a name that is too long, or that nobody could show.
    static func require(_ name: String) throws {
        guard name.utf8.count <= Node.Configuration.nameLengthMax else {
            throw ValidationError(
                "The name is \(name.utf8.count) bytes long, at most "
                    + "\(Node.Configuration.nameLengthMax) are possible. "
                    + "Choose a shorter one with --name."
            )
        }
        if let fault = DisplayName.fault(of: name) {
            throw ValidationError(
                "The name \"\(SafeText.text(name))\" \(fault). Choose another with --name."
            )
        }
    }
}
