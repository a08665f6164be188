public import GossipWire

/// The authors that a proof of equality leaves out, because both sides do not cut them alike.
///
/// Whom both cut alike is no exception: of them, too, both logs have the same messages.
public struct Exclusion: Equatable, Sendable {
    /// The number of authors whom one side cuts lower than the other.
    public let authors: Int
    /// Those among them whom the peer cuts lower: of them it says nothing about what this log lacks.
    public let byPeer: Int

    /// The absence of a difference.
    public static let none = Exclusion(own: .none, peer: .none)

    /// Compares the cuts of this node with those of a peer.
    public init(own: Cuts, peer: Cuts) {
        byPeer = peer.narrowing(own).count
        authors = byPeer + own.narrowing(peer).count
    }
}
