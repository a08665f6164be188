internal import GossipWire

/// An address from which a peer was heard and to which its link may move: it is probed there first.
struct PathCandidate: Equatable, Sendable {
    let address: PeerAddress
    /// The nonce that the peer must return from there.
    let nonce: UInt64
    /// The time of the probe.
    let probedAt: UInt64
}
