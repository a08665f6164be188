/// The outcomes of messages that a session handed in, by number.
public struct OutcomeCounts: Equatable, Sendable {
    /// Messages that are durable and were new.
    public private(set) var stored = 0
    /// Messages that the log already held.
    public private(set) var known = 0
    /// Messages that are not authentic.
    public private(set) var forged = 0
    /// Messages that could not be stored.
    public private(set) var failed = 0

    /// Makes counts, of nothing by default.
    public init(stored: Int = 0, known: Int = 0, forged: Int = 0, failed: Int = 0) {
        self.stored = stored
        self.known = known
        self.forged = forged
        self.failed = failed
    }

    /// The number of all messages with an outcome.
    public var count: Int { stored + known + forged + failed }

    /// True when no message has an outcome.
    public var isEmpty: Bool { count == 0 }

    /// Counts the outcome of a message.
    public mutating func add(_ outcome: IngestOutcome) {
        switch outcome {
        case .stored: stored += 1
        case .duplicate: known += 1
        // The scope has changed since the greeting: the session fails, the next one agrees anew.
        case .failed, .pruned: failed += 1
        }
    }

    /// Counts a message that its author did not sign; it never reaches the log.
    public mutating func addForged() { forged += 1 }
}
