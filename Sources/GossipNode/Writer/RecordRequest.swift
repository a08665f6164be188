import GossipCore
import GossipWire

/// The changes of a merge of the network's records, to be stored.
struct RecordRequest: Sendable {
    /// The changes.
    let change: RosterChange
    /// Called once they are durable, or with the error for which they are not; must not block.
    let completion: @Sendable (NodeError?) -> Void
}
