import GossipStore

/// A change of the cuts of the log, to be made by the writer.
struct CutRequest: Sendable {
    /// Changes the cuts by the doors of ``MessageLog``, on the writer's thread; what goes by them is removed
    /// afterwards.
    let change: @Sendable (MessageLog) throws(StoreError) -> Void
    /// Called once that is durable, or with the error for which it is not; must not block.
    let completion: @Sendable (NodeError?) -> Void
}
