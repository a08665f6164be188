/// The outcomes of messages that a session handed in, by number.
public struct OutcomeCounts: Equatable, Sendable {
    /// Messages that are durable and were new.
    public private(set) var stored = 0
    /// Messages that the log had already.
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

    /// All messages that came to an outcome.
    public var count: Int { stored + known + forged + failed }

    /// True when nothing came to an outcome.
    public var isEmpty: Bool { count == 0 }

    /// Counts the log's word on a message.
    public mutating func add(_ outcome: IngestOutcome) {
        switch outcome {
        case .stored: stored += 1
        case .duplicate: known += 1
        // The scope has changed since the greeting: the session fails, the next one agrees anew.
        case .failed, .pruned: failed += 1
        }
    }

    /// Counts a message that its author did not sign; the log never sees it.
    public mutating func addForged() { forged += 1 }
}
