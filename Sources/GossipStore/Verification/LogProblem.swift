/// Something in a log that is not as it must be.
public struct LogProblem: Hashable, Sendable {
    /// The subject of a check.
    public enum Check: String, Sendable, CaseIterable {
        /// SQLite's own structures: pages, indexes, types.
        case database
        /// A message's row: its bytes decode, hash to its id, and say what the row says.
        case messages
        /// The signatures of messages.
        case signatures
        /// The stored facts of each author: head, counts, index of its messages.
        case authors
        /// The counts and sums for reconciliation.
        case aggregates
        /// The records of the network and their signatures.
        case network
    }

    /// The check that found it.
    public let check: Check
    /// The finding, a sentence without its full stop.
    public let finding: String

    init(_ check: Check, _ finding: String) {
        self.check = check
        self.finding = finding
    }
}
