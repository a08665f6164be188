import GossipWire

/// A member of the network that nodes of one machine share, made by the attacker.
///
/// It proves its key as every node does: what it says afterwards is what harms.
struct HostileMember {
    private static let network = NetworkKey.loopback
    /// Keys of which it takes the lowest: of two nodes, the sessions of the lower one go first.
    private static let candidateCount = 16

    /// The key that it proves.
    let node: AuthorKey
    /// The proof of it in a handshake.
    let credential: [UInt8]
    private let lasting = NoiseKeyPair()

    init() {
        let candidates = (0..<Self.candidateCount).map { _ in Identity() }
        guard let identity = candidates.min(by: { $0.author < $1.author }),
            let key = LinkKey(bytes: lasting.publicKey)
        else { preconditionFailure("there are candidates, and a public key has 32 bytes") }
        node = identity.author
        let binding = LinkBinding(signedBy: identity, key: key, epoch: 1)
        credential = Credential(node: node, binding: binding).encoded
    }

    /// One side of a handshake.
    func handshake(as role: NoiseHandshake.Role) -> NoiseHandshake {
        NoiseHandshake(
            as: role,
            prologue: Array("gossip-log link 1\0".utf8)
                + NetworkID(heldBy: Self.network).bytes,
            lasting: lasting,
            psks: [Self.network.preshared, .none]
        )
    }
}
