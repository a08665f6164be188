public import GossipWire

/// How a session ended, and what it moved.
public struct SyncResult: Equatable, Sendable {
    /// How a session ended.
    public enum End: Equatable, Sendable {
        /// Both logs held the same messages: how many, and the sum of their ids.
        case proved(LogDigest)
        /// The messages that were to be fetched came, as far as the peer had them.
        case fetched
        /// The answering side served until the peer was done, which claimed no proof.
        case served
        /// It failed.
        case failed(SyncFailure)
    }

    /// How it ended.
    public var end: End
    /// What it moved.
    public var progress: SyncProgress
    /// Everything up to here of the peer's log is in ours, when that was proved.
    public var cursor: PeerCursor?

    /// Makes a result.
    public init(end: End, progress: SyncProgress = SyncProgress(), cursor: PeerCursor? = nil) {
        self.end = end
        self.progress = progress
        self.cursor = cursor
    }
}

/// What a session has moved so far.
public struct SyncProgress: Equatable, Sendable {
    /// Messages that the peer has and we lacked, as far as known.
    public var needed = 0
    /// Messages received.
    public var received = 0
    /// Messages of those that were new to the log and are durable.
    public var stored = 0
    /// Messages sent that the peer lacked.
    public var sent = 0
    /// Negentropy frames sent.
    public var rounds = 0

    /// Nothing moved yet.
    public init() {}
}

/// Why a session failed.
public enum SyncFailure: Error, Equatable, Sendable {
    /// The stream could not be opened, or was cut.
    case disconnected(String)
    /// Nothing came for too long.
    case timedOut
    /// The peer does not serve it.
    case refused(SyncRefusal)
    /// The peer sent bytes that are no frame.
    case malformed(SyncFrameError)
    /// The peer sent a frame that it must not send now, or messages that were not asked for.
    case outOfTurn(String)
    /// The peer's part in the reconciliation is wrong.
    case reconciliation(String)
    /// The peer sent messages whose author did not sign them.
    case forged
    /// The peer lacks what it claimed to have, or refuses what it asked for.
    case contradiction
    /// Many rounds did not make the logs equal.
    case noProof
    /// Our own log could not be read or written.
    case log(String)
}

extension SyncFailure: CustomStringConvertible {
    /// What went wrong, in words.
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
        }
    }
}
