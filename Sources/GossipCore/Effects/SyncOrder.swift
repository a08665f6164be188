public import GossipWire

/// The order to dial a peer's stream and drive a session on it.
public struct SyncOrder: Equatable, Sendable {
    /// What the session is for.
    public enum Purpose: Equatable, Sendable {
        /// The node is catching up: it goes live when the session proves equality.
        case catchUp
        /// The node is live and a digest of this peer differs, or the link is new.
        case repair
        /// Large messages by id.
        case fetch([MessageID])
    }

    /// The session's number.
    public let session: SessionID
    /// Whom to dial.
    public let peer: PeerAddress
    /// The token that the peer gave out for our datagram address, for the stream's greeting.
    public internal(set) var token: AddressToken
    /// What for.
    public let purpose: Purpose
    /// How far the peer's log is known to be in ours, a hint for the session.
    public let cursor: PeerCursor?
    /// A random number from which follows where the session's confirmation by SHA-256 begins.
    public let confirmationSeed: UInt64

    /// Whether the session compares both logs, rather than only fetch.
    public var reconciles: Bool {
        if case .fetch = purpose { false } else { true }
    }
}
