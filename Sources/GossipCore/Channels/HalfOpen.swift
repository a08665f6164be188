internal import GossipWire

/// A handshake that this node has answered, and whose other side has not finished it yet.
struct HalfOpen: ~Copyable, Sendable {
    let address: PeerAddress
    var handshake: NoiseHandshake
    let own: LinkTerms
    let theirs: LinkTerms
    /// The key of the initiation: a copy of it gets the same response, and costs nothing more.
    let key: [UInt8]
    /// The response.
    let message: [UInt8]
    let madeAt: UInt64
}
