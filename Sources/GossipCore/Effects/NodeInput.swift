public import GossipWire

/// One thing that happened in the world outside, other than a datagram.
public enum NodeInput: Sendable {
    /// The time has come that ``NodeCore/nextDeadline`` told, or an earlier one.
    case tick
    /// The signatures of a batch were checked.
    case verified([(ingest: Ingest, isAuthentic: Bool)])
    /// A commit has an outcome for each message, the node's own among them.
    case ingested([(ingest: Ingest, outcome: IngestOutcome)])
    /// The log was pruned: these messages are gone, and this is what it keeps now. The pruning under way
    /// goes step by step to the target, a horizon; `nil` when none is.
    case pruned([MessageID], keeping: Scope, target: UInt64?)
    /// The log lacks these of the old messages that a peer announced.
    case lacking([MessageID], from: PeerAddress)
    /// The log was read for a peer: the messages it holds of so many asked for.
    case lookedUp([Message], asked: Int, for: PeerAddress)
    /// A session that the core had opened has ended.
    case syncFinished(SessionID, SyncResult)
    /// A session that a peer had opened, and that was admitted, has ended, however that came.
    case syncServed(SessionID, by: PeerAddress, SyncResult)
    /// A peer is to be contacted: one that the user named, or one known from an earlier run, with how far
    /// its log is known to be in ours. Known peers are contacted in the order added, up to the number that
    /// a node looks for.
    case peerAdded(PeerAddress, isConfigured: Bool, cursor: PeerCursor?)
    /// A peer is to be forgotten, because its name now resolves to another address.
    case peerRemoved(PeerAddress)
    /// The node stops: its peers are told, so that they need not wait for silence.
    case stopping
}
