public import GossipWire

/// What one transaction of pruning did.
public struct PruneStep: Hashable, Sendable {
    /// The messages that are gone.
    public var removed: [MessageID] = []
    /// Whether the bound asked for is reached.
    public var isDone = true
}
