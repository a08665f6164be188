import GossipCore
import GossipStore
import GossipWire

/// The cuts that follow from the removals of a network's members: of a removed node that much is kept which its
/// remover knew.
struct RemovalCuts: Equatable, Sendable {
    private let sequences: [AuthorKey: UInt64]

    /// Makes the cuts.
    ///
    /// - Parameters:
    ///   - roster: The members.
    ///   - node: This node, which keeps what it has written itself.
    init(_ roster: Roster, of node: AuthorKey) {
        let removals = roster.removals.filter { $0.node != node }
        sequences = Dictionary(removals.map { ($0.node, $0.cut.sequence) }) { first, _ in first }
    }

    /// Brings the cuts of a log into line: those of others than the removed are lifted.
    func perform(on log: MessageLog) throws(StoreError) {
        let held = log.cuts.filter { $0.reason == .removal }
        for cut in held where sequences[cut.author] == nil {
            try log.liftCut(of: cut.author, because: .removal)
        }
        let missing = sequences.filter { author, sequence in
            !held.contains { $0.author == author && $0.sequence == sequence }
        }
        for (author, sequence) in missing.sorted(by: { $0.key < $1.key }) {
            try log.cut(author, above: sequence, because: .removal)
        }
    }
}
