import GossipCore
import NIOCore

/// A session that has no stream yet, and the time at which it is given up.
struct WaitingOrder {
    let order: SyncOrder
    let timeout: Scheduled<Void>
    /// Why dialling has failed, when it has: only the peer can bring the stream about then.
    var dialFailure: String?
}
