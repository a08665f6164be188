public import GossipWire

/// The result of one transaction of pruning.
public struct PruneStep: Hashable, Sendable {
    /// The messages that are gone.
    public var removed: [MessageID] = []
    /// True when the bound asked for is reached.
    public var isDone = true
}
