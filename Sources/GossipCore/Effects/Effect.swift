public import GossipWire

/// One thing to do in the world outside.
public enum Effect: Equatable, Sendable {
    /// Send one datagram, whose bytes lie in ``Effects/arena``.
    case send(to: PeerAddress, Range<Int>)
    /// Check who wrote it, and answer with ``NodeCore/verified(_:at:into:)``.
    case verify(Ingest)
    /// Store it, and answer with ``NodeCore/ingested(_:at:into:)``.
    case append(Ingest)
    /// Read these messages from the log for a peer, and answer with
    /// ``NodeCore/lookedUp(_:missing:for:at:into:)``.
    case lookUp([MessageID], for: PeerAddress)
    /// Find out which of these the log lacks, and answer with ``NodeCore/lacking(_:from:at:into:)``.
    case findLacking([MessageID], from: PeerAddress)
    /// Dial a stream and drive a session, and answer with
    /// ``NodeCore/syncFinished(_:_:at:into:)``.
    case openSync(SyncOrder)
    /// Keep what was learned about a peer, with the next commit.
    case remember(PeerObservation)
    /// Tell people and programs.
    case report(NodeReport)
}

/// A message on its way through the one door into the log.
public struct Ingest: Equatable, Sendable {
    /// The message, well-formed.
    public let message: Message
    /// How it came.
    public let via: Via
    /// From whom it came, `nil` when it is the node's own.
    public let peer: PeerAddress?
    /// The session it came in, whose machine wants to know the outcome.
    public let session: SessionID?

    /// Makes an entry.
    public init(_ message: Message, via: Via, from peer: PeerAddress?, session: SessionID? = nil) {
        self.message = message
        self.via = via
        self.peer = peer
        self.session = session
    }
}

/// What became of a message at the log.
public enum IngestOutcome: Equatable, Sendable {
    /// It is durable, under this arrival number.
    case stored(arrival: UInt64)
    /// The log had it already.
    case duplicate
    /// It is out of what the log keeps; it was there once, or never will be.
    case pruned
    /// The commit failed; a repeat can heal it.
    case failed
}
