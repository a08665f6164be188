internal import GossipCore
internal import GossipWire

extension ChannelConfiguration {
    /// The identity of a simulated node in one run, in a network that all know the key of.
    static func simulated(_ identity: Identity, _ random: inout SplitMix64) -> Self {
        guard let lasting = NoiseKeyPair(secret: random.bytes(32)),
            let key = LinkKey(bytes: lasting.publicKey)
        else { preconditionFailure("32 bytes are a key") }
        return Self(
            network: NetworkID(heldBy: .loopback),
            keys: NetworkKeys(.loopback),
            lasting: lasting,
            credential: Credential(
                node: identity.author,
                binding: LinkBinding(signedBy: identity, key: key, epoch: 1)
            ),
            freshKeys: .simulated
        )
    }
}

extension Identity {
    /// An identity drawn from a generator.
    static func drawn(_ random: inout SplitMix64) -> Identity {
        guard let identity = Identity(seed: random.bytes(32)) else {
            preconditionFailure("32 bytes are a seed")
        }
        return identity
    }
}
