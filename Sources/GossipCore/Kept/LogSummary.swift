public import GossipWire
public import Negentropy

/// The state of the log at the start of the core: its stored aggregates, not its messages.
public struct LogSummary: Sendable {
    /// The identity of the database file.
    public var incarnation: LogIncarnation
    /// The number of messages.
    public var count: Int
    /// The sum of their ids, mod 2^256.
    public var sum: IDSum
    /// The last arrival number.
    public var lastArrival: UInt64
    /// The ids of messages with a time of now or later: a few, by clocks that run ahead.
    public var recent: [MessageID]
    /// The scope of the log.
    public var scope: Scope
    /// The cuts that the log has once everything above them is removed.
    public var targetCuts: Cuts
    /// The strikes of peers in earlier runs.
    public var strikes: [StrikeRecord]

    /// Makes a summary.
    public init(
        incarnation: LogIncarnation,
        count: Int,
        sum: IDSum,
        lastArrival: UInt64,
        recent: [MessageID],
        scope: Scope = .everything,
        targetCuts: Cuts = .none,
        strikes: [StrikeRecord] = []
    ) {
        self.incarnation = incarnation
        self.count = count
        self.sum = sum
        self.lastArrival = lastArrival
        self.recent = recent
        self.scope = scope
        self.targetCuts = targetCuts
        self.strikes = strikes
    }
}
