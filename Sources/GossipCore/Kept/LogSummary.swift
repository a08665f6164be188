public import GossipWire
public import Negentropy

/// What the core needs to know of the log at its start: its stored aggregates, not its messages.
public struct LogSummary: Sendable {
    /// The identity of the database file.
    public var incarnation: LogIncarnation
    /// How many messages it holds.
    public var count: Int
    /// The sum of their ids.
    public var sum: IDSum
    /// The last arrival number.
    public var lastArrival: UInt64
    /// The ids of messages with a time of now or later (a few, by clocks that run ahead).
    public var recent: [MessageID]
    /// What the log keeps.
    public var scope: Scope

    /// Makes a summary.
    public init(
        incarnation: LogIncarnation,
        count: Int,
        sum: IDSum,
        lastArrival: UInt64,
        recent: [MessageID],
        scope: Scope = .everything
    ) {
        self.incarnation = incarnation
        self.count = count
        self.sum = sum
        self.lastArrival = lastArrival
        self.recent = recent
        self.scope = scope
    }
}
