internal import GossipCore
internal import GossipWire

extension ChannelConfiguration {
    /// The identity of a simulated node in one run, in a network that all know the key of.
    static func simulated(_ identity: Identity, _ random: inout SplitMix64) -> Self {
        let network = NetworkID(heldBy: .loopback)
        return simulated(
            identity,
            in: network,
            under: NetworkKeys(.loopback),
            passedBy: nil,
            nil,
            &random
        )
    }

    /// The identity of a simulated node in a network with members.
    static func simulated(
        _ identity: Identity,
        in network: NetworkID,
        under keys: NetworkKeys,
        passedBy pass: Pass?,
        _ roster: Roster?,
        _ random: inout SplitMix64
    ) -> Self {
        guard let lasting = NoiseKeyPair(secret: random.bytes(32)),
            let key = LinkKey(bytes: lasting.publicKey)
        else { preconditionFailure("32 bytes are a key") }
        let binding = LinkBinding(signedBy: identity, key: key, epoch: 1)
        return Self(
            network: network,
            keys: keys,
            lasting: lasting,
            credential: pass.map { Credential(pass: $0, binding: binding) }
                ?? Credential(node: identity.author, binding: binding),
            roster: roster,
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
