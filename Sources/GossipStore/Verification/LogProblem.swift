/// Something in a log that is not as it must be.
public struct LogProblem: Hashable, Sendable {
    /// What was looked at when it was found.
    public enum Check: String, Sendable, CaseIterable {
        /// SQLite's own structures: pages, indexes, types.
        case database
        /// A message's row: its bytes decode, hash to its id, and say what the row says.
        case messages
        /// Who wrote a message.
        case signatures
        /// What is stored of each author: head, counts, where its messages are.
        case authors
        /// The counts and sums for reconciliation.
        case aggregates
    }

    /// What was looked at.
    public let check: Check
    /// What was found, a sentence without its full stop.
    public let finding: String

    init(_ check: Check, _ finding: String) {
        self.check = check
        self.finding = finding
    }
}
