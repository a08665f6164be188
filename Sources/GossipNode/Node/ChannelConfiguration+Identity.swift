import GossipCore
import GossipWire

extension ChannelConfiguration {
    /// Makes the identity of a node on its channels: a new key pair each time, which lives in memory alone.
    ///
    /// - Parameters:
    ///   - identity: The node.
    ///   - network: The network.
    ///   - keys: The keys of the network.
    ///   - roster: The members of the network; `nil` where all who hold its key may link.
    init(
        of identity: Identity,
        in network: NetworkID,
        keys: NetworkKeys,
        members roster: Roster? = nil
    ) {
        let pair = NoiseKeyPair()
        guard let key = LinkKey(bytes: pair.publicKey) else {
            preconditionFailure("a public key has 32 bytes")
        }
        let binding = LinkBinding(
            signedBy: identity,
            key: key,
            epoch: max(1, SystemClock.wallMilliseconds() / 1_000)
        )
        let pass = roster?.pass(of: identity.author)
        self.init(
            network: network,
            keys: keys,
            lasting: pair,
            credential: pass.map { Credential(pass: $0, binding: binding) }
                ?? Credential(node: identity.author, binding: binding),
            roster: roster
        )
    }
}
