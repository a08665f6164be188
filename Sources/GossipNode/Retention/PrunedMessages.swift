import GossipWire

/// Messages that have gone out of the log, and what it keeps now.
struct PrunedMessages: Sendable {
    var ids: [MessageID]
    var scope: Scope
    /// The scope that the pruning under way goes to; everything = none is.
    var target: Scope
}
