import GossipCore
import GossipWire

extension ChannelConfiguration {
    /// A node of the network that all nodes of a machine share by default.
    static func loopback() -> ChannelConfiguration {
        let (identity, lasting) = (Identity(), NoiseKeyPair())
        guard let key = LinkKey(bytes: lasting.publicKey) else {
            preconditionFailure("a public key has 32 bytes")
        }
        let binding = LinkBinding(signedBy: identity, key: key, epoch: 1)
        return ChannelConfiguration(
            network: NetworkID(heldBy: .loopback),
            keys: NetworkKeys(.loopback),
            lasting: lasting,
            credential: Credential(node: identity.author, binding: binding)
        )
    }
}
