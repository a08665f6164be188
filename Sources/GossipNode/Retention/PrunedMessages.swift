import GossipWire

/// Messages that have gone out of the log, and what it keeps now.
struct PrunedMessages: Sendable {
    var ids: [MessageID]
    var scope: Scope
    /// The horizon that the pruning under way goes to; `nil` = none is.
    var target: UInt64?
}
