public import GossipWire

/// An effect: one thing to do in the world outside.
public enum Effect: Equatable, Sendable {
    /// Send one datagram, whose bytes lie in ``Effects/arena``.
    case send(to: PeerAddress, Range<Int>)
    /// Judge the messages of a bundle, and answer with ``NodeInput/verified(_:)``.
    case verify(Bundle)
    /// Append it to the log, and answer with ``NodeInput/ingested(_:)``.
    case append(Ingest)
    /// Read these messages from the log for a peer, and answer with
    /// ``NodeInput/lookedUp(_:asked:for:)``.
    case lookUp([MessageID], for: PeerAddress)
    /// Find the ids of these that the log lacks, and answer with ``NodeInput/lacking(_:from:)``.
    case findLacking([MessageID], from: PeerAddress)
    /// Bring about a stream and drive a session, and answer with
    /// ``SessionEvent/connected(isDialled:)``, ``SessionEvent/unreachable`` and, in any case,
    /// ``SessionEvent/finished(_:)``.
    case openSync(SyncOrder)
    /// Give up a session that has no stream yet, in favour of the peer's; it ends as refused for
    /// crossing.
    case cancelSync(SessionID)
    /// Dial a stream for a peer, which then initiates a session with this ticket.
    case dialBack(DialTicket, for: PeerAddress, at: PeerAddress)
    /// Find out by the system why an address does not answer, and tell it with
    /// ``NodeInput/knocked(_:_:)``.
    case knock(PeerAddress)
    /// Store the facts about a peer, with the next commit.
    case remember(PeerObservation)
    /// Store the strikes of a peer, with the next commit.
    case rememberStrikes(StrikeRecord)
    /// Store what has changed in the records of the network.
    case saveRecords(RosterChange)
    /// Store the keys of the network, apart from the log.
    case saveKeys(NetworkKeys)
    /// Dial a stream to an address that carries records of the network and nothing else.
    case exchangeRecords(with: PeerAddress)
    /// Tell people and programs.
    case report(NodeReport)
}

/// A message on its way into the log, with its origin.
public struct Ingest: Equatable, Sendable {
    /// The message, well-formed.
    public let message: Message
    /// The way it came.
    public let via: Via
    /// The peer that sent it, `nil` for the node's own.
    public let peer: PeerAddress?
    /// The key that the peer had proved, `nil` where nobody did.
    public let sender: AuthorKey?
    /// The session that brought it and waits for the outcome.
    public let session: SessionID?
    /// True while the own signature of the message is not checked: a signed successor vouches for it.
    public internal(set) var isUnchecked = false

    /// Makes an entry.
    public init(
        _ message: Message,
        via: Via,
        from peer: PeerAddress?,
        of sender: AuthorKey? = nil,
        session: SessionID? = nil
    ) {
        self.message = message
        self.via = via
        self.peer = peer
        self.sender = sender
        self.session = session
    }
}

/// The outcome of a message at the log.
public enum IngestOutcome: Equatable, Sendable {
    /// Durable, under this arrival number.
    case stored(arrival: UInt64)
    /// Already in the log.
    case duplicate
    /// Outside the scope of the log; it was there once, or never will be.
    case pruned
    /// Above the cut of its author.
    case cut
    /// Of an author whose messages this log does not take in, since no member of its network is called so.
    case foreign
    /// Refused by the log, which has removed it for its signature.
    case refused
    /// Not stored, because the commit failed; a repeat can heal it.
    case failed
}
