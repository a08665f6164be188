public import GossipWire

/// The order to bring about a stream with a peer and to drive a session on it.
///
/// The stream is dialled, or comes from the peer with the ticket at its head: the first one serves.
public struct SyncOrder: Equatable, Sendable {
    /// The purpose of a session.
    public enum Purpose: Equatable, Sendable {
        /// Catching up: the node goes live when the session proves equality.
        case catchUp
        /// Repair while live: a digest of this peer differs, or the link is new.
        case repair
        /// A fetch of large messages by id.
        case fetch([MessageID])
        /// Nothing but the exchange of the network's records that goes before each session.
        case records
    }

    /// The session's number.
    public let session: SessionID
    /// The peer, by the name of its link.
    public let peer: PeerAddress
    /// The address to dial; `nil` when dialling it is known to fail, and only the peer can dial.
    public internal(set) var address: PeerAddress?
    /// The ticket of a stream that the peer dials at this node's request.
    public let ticket: DialTicket
    /// The token that the peer gave out for the link, for the stream's greeting.
    public internal(set) var token: AddressToken
    /// The purpose of the session.
    public let purpose: Purpose
    /// The position in the peer's log up to which this log holds everything; a hint.
    public let cursor: PeerCursor?
    /// The random number that selects the stretch to confirm by SHA-256.
    public let confirmationSeed: UInt64

    /// True for an order to dial; false when the peer alone can.
    let isDialled: Bool

    /// True for a session that compares both logs, false for one that only fetches.
    public var reconciles: Bool {
        switch purpose {
        case .catchUp, .repair: true
        case .fetch, .records: false
        }
    }

    /// The ids that the session fetches.
    var fetchIDs: [MessageID] {
        if case .fetch(let ids) = purpose { ids } else { [] }
    }
}
