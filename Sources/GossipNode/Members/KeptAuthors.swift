import GossipCore
import GossipStore
import GossipWire

/// The authors whose messages a log takes in, as the members of its network have it; of a removed one that much is
/// kept which its remover knew.
struct KeptAuthors: Equatable, Sendable {
    private let authors: AuthorList
    private let sequences: [AuthorKey: UInt64]

    /// Takes the authors from the records.
    ///
    /// - Parameters:
    ///   - roster: The members.
    ///   - node: This node, which keeps its own messages also when it is no member.
    init(_ roster: Roster, of node: AuthorKey) {
        let list = roster.authors
        authors = AuthorList(Set(list.all + [node]), admitsGuests: list.admitsGuests)
        let removals = roster.removals.filter { $0.node != node }
        sequences = Dictionary(removals.map { ($0.node, $0.cut.sequence) }) { first, _ in first }
    }

    /// Brings a log into line: cuts of others than the removed are lifted.
    func perform(on log: MessageLog) throws(StoreError) {
        try log.takeIn(only: authors)
        try log.setCuts(sequences, because: .removal)
    }
}
