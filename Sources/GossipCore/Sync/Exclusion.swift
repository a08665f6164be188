public import GossipWire

/// The authors that a proof of equality leaves out, because the two logs do not keep them alike.
///
/// Whom both cut alike is no exception: of them, too, both logs have the same messages.
public struct Exclusion: Equatable, Sendable {
    /// The number of authors whom one side cuts lower than the other.
    public let authors: Int
    /// Those among them whom the peer cuts lower: of them it says nothing about what this log lacks.
    public let byPeer: Int
    /// True when guests are left out, because a log is closed to them: see ``AuthorList``.
    public let guests: Bool
    /// True when the peer alone is closed to guests.
    public let guestsByPeer: Bool

    /// The absence of a difference.
    public static let none = Exclusion(own: .everything, peer: .everything)

    /// True when the peer alone leaves something out: its proof says less than one of a peer that does not.
    public var isByPeer: Bool { byPeer > 0 || guestsByPeer }

    /// Compares the scope of this node with that of a peer; the bounds of retention are no exception.
    public init(own: Scope, peer: Scope) {
        byPeer = peer.cuts.narrowing(own.cuts).count
        authors = byPeer + own.cuts.narrowing(peer.cuts).count
        guests = own.isClosedToGuests || peer.isClosedToGuests
        guestsByPeer = peer.isClosedToGuests && !own.isClosedToGuests
    }
}
