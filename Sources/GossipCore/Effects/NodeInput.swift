public import GossipWire

/// An input: one event of the world outside, other than a datagram.
public enum NodeInput: Sendable {
    /// The clock, at the deadline that ``NodeCore/nextDeadline`` told or before.
    case tick
    /// The verdicts on the messages of some bundles.
    case verified([Judged])
    /// The outcomes of a commit, one for each message, the node's own among them.
    case ingested([(ingest: Ingest, outcome: IngestOutcome)])
    /// Pruned messages, and the scope that the log has now; also a scope that a cut has changed.
    ///
    /// `target` is the scope that the pruning under way goes to, step by step; ``Scope/everything``
    /// when none is under way.
    case pruned([MessageID], keeping: Scope, target: Scope)
    /// Messages that the log has removed, because their own signature turned out wrong.
    case convicted([MessageID])
    /// The announced old messages of a peer that the log lacks.
    case lacking([MessageID], from: PeerAddress)
    /// The messages that the log holds, of so many that a peer requested.
    case lookedUp([Message], asked: Int, for: PeerAddress)
    /// An event of a session that the core has opened or admitted.
    case session(SessionID, SessionEvent)
    /// The failure of a session with a peer that had proved this key, beside the end of the session.
    case sessionFailed(SyncFailure, of: AuthorKey)
    /// A peer to contact: one that the user named, or one of an earlier run with its cursor.
    ///
    /// Known peers are contacted in the order added, up to the number that a node looks for.
    case peerAdded(PeerAddress, isConfigured: Bool, cursor: PeerCursor?)
    /// A peer to forget, because its name now resolves to another address.
    case peerRemoved(PeerAddress)
    /// A change of the machine's own network: a link, an address or a route has come or gone.
    ///
    /// Every peer is contacted at once, and failures of before are forgotten.
    case networkChanged
    /// Peers to which a datagram could not be sent, by an error of this machine and not of theirs.
    case unsent([PeerAddress])
    /// The reason, found by the system, for which an address does not answer.
    case knocked(PeerAddress, PeerAbsence)
    /// The end of the node: its peers are told, so that they need not wait for silence.
    case stopping
}
