public import GossipWire

/// The result of a session: its end, and the messages moved.
public struct SyncResult: Equatable, Sendable {
    /// The end of a session.
    public enum End: Equatable, Sendable {
        /// Proof that both logs held the same messages: their number, and the sum of their ids.
        case proved(LogDigest)
        /// All requested messages that the peer held came.
        case fetched
        /// The answering end served until the peer was done, which claimed no proof.
        case served
        /// The session failed.
        case failed(SyncFailure)
    }

    /// The end of the session.
    public var end: End
    /// The messages moved.
    public var progress: SyncProgress
    /// The position in the peer's log up to which this log was proved to hold everything.
    public var cursor: PeerCursor?
    /// The authors that the session left out.
    public var exclusion: Exclusion

    /// Makes a result.
    public init(
        end: End,
        progress: SyncProgress = SyncProgress(),
        cursor: PeerCursor? = nil,
        exclusion: Exclusion = .none
    ) {
        self.end = end
        self.progress = progress
        self.cursor = cursor
        self.exclusion = exclusion
    }
}

/// The messages that a session has moved so far.
public struct SyncProgress: Equatable, Sendable {
    /// Messages of the peer that this log lacks, as far as known.
    public var needed = 0
    /// Messages received.
    public var received = 0
    /// Messages of those that were new to the log and are durable.
    public var stored = 0
    /// Messages sent, which the peer lacked.
    public var sent = 0
    /// Bytes of the messages received and sent.
    public var bytes = 0
    /// Negentropy frames sent.
    public var negentropyFrames = 0

    /// Makes a progress of nothing.
    public init() {}
}

/// The reason for the failure of a session.
public enum SyncFailure: Error, Equatable, Sendable {
    /// A stream that could not be opened, or was cut.
    case disconnected(String)
    /// Too long a silence.
    case timedOut
    /// The peer's refusal to serve.
    case refused(SyncRefusal)
    /// Bytes of the peer that are no frame.
    case malformed(SyncFrameError)
    /// A frame at a time when it must not come, or messages that were not requested.
    case outOfTurn(String)
    /// An error of the peer in the reconciliation.
    case reconciliation(String)
    /// Messages of the peer that their author did not sign.
    case forged
    /// A peer that lacks messages it claimed to hold, or refuses messages it asked for.
    case contradiction
    /// Logs that did not become equal in many rounds.
    case noProof
    /// A failure to read or write the own log.
    case log(String)
    /// A stream that was not sealed, or not to the end.
    case channel(ChannelFailure)
}

extension SyncFailure: CustomStringConvertible {
    /// The failure in words.
    public var description: String {
        switch self {
        case .disconnected(let reason): "the stream broke: \(reason)"
        case .timedOut: "the peer was silent for too long"
        case .refused(.busy): "the peer has too many sessions"
        case .refused(.unknownPeer): "the peer does not know this address yet"
        case .refused(.notAllowed): "the peer talks to given peers only"
        case .refused(.stopping): "the peer is stopping"
        case .refused(.crossing): "the peer has dialled for the same, and goes on"
        case .refused(.unreadable): "the peer cannot read its log"
        case .malformed(let error): "the peer sent a malformed frame (\(error))"
        case .outOfTurn(let what): "the peer sent \(what) out of turn"
        case .reconciliation(let reason): "the reconciliation failed: \(reason)"
        case .forged: "the peer sent messages that are not authentic"
        case .contradiction: "the peer contradicts itself about what it has"
        case .noProof: "the logs did not become equal in many rounds"
        case .log(let reason): "the log failed: \(reason)"
        case .channel(let failure): failure.description
        }
    }
}
