/// The outcomes of messages that a session handed in, by number.
public struct OutcomeCounts: Equatable, Sendable {
    /// Messages that are durable and were new.
    public private(set) var stored = 0
    /// Messages that the log already held.
    public private(set) var known = 0
    /// Messages that are not authentic, and that the peer should not have sent.
    public private(set) var forged = 0
    /// Messages that are not authentic by the fault of their author.
    public private(set) var refused = 0
    /// Messages that could not be stored.
    public private(set) var failed = 0

    /// Makes counts, of nothing by default.
    public init(
        stored: Int = 0,
        known: Int = 0,
        forged: Int = 0,
        refused: Int = 0,
        failed: Int = 0
    ) {
        self.stored = stored
        self.known = known
        self.forged = forged
        self.refused = refused
        self.failed = failed
    }

    /// The number of all messages with an outcome.
    public var count: Int { stored + known + forged + refused + failed }

    /// True when no message has an outcome.
    public var isEmpty: Bool { count == 0 }

    /// Counts the outcome of a message.
    public mutating func add(_ outcome: IngestOutcome) {
        switch outcome {
        case .stored: stored += 1
        case .duplicate: known += 1
        case .refused: refused += 1
        // The scope has changed since the greeting: the session fails, the next one agrees anew.
        case .failed, .pruned, .cut, .foreign: failed += 1
        }
    }

    /// Counts a forged message; it never reaches the log.
    public mutating func add(forged judged: Judged) {
        if judged.blamesCarrier { forged += 1 } else { refused += 1 }
    }
}
