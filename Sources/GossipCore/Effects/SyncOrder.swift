public import GossipWire

/// The order to dial a peer's stream and drive a session on it.
public struct SyncOrder: Equatable, Sendable {
    /// The purpose of a session.
    public enum Purpose: Equatable, Sendable {
        /// Catching up: the node goes live when the session proves equality.
        case catchUp
        /// Repair while live: a digest of this peer differs, or the link is new.
        case repair
        /// A fetch of large messages by id.
        case fetch([MessageID])
    }

    /// The session's number.
    public let session: SessionID
    /// The peer to dial.
    public let peer: PeerAddress
    /// The token that the peer gave out for this node's datagram address, for the stream's
    /// greeting.
    public internal(set) var token: AddressToken
    /// The purpose of the session.
    public let purpose: Purpose
    /// The position in the peer's log up to which this log holds everything; a hint.
    public let cursor: PeerCursor?
    /// The random number that selects the stretch to confirm by SHA-256.
    public let confirmationSeed: UInt64

    /// True for a session that compares both logs, false for one that only fetches.
    public var reconciles: Bool {
        if case .fetch = purpose { false } else { true }
    }
}
