import GossipNode
import GossipText

extension AuthorNames {
    /// Takes in the names that an event tells.
    mutating func learn(_ event: NodeEvent) {
        switch event {
        case .started(let start):
            for (author, name) in start.names.sorted(by: { $0.key < $1.key }) {
                learn(name, of: author)
            }
            learn(start.name, of: start.author)
        case .peer(let change):
            if let author = change.author { learn(change.name, of: author) }
        default: break
        }
    }
}
