internal import GossipCore
public import GossipWire

/// The network that a node belongs to: whoever holds its key may link with the node.
public enum NetworkAccess: Equatable, Sendable {
    /// Any process of this machine; a node that listens beyond loopback refuses to start with it.
    case loopback
    /// Anybody who reaches the address of the node.
    case open
    /// All who hold a key, as from a ``NetworkKeyFile``.
    case keys(NetworkKeys)

    /// The keys of the network that count.
    private var keys: NetworkKeys {
        switch self {
        case .loopback: NetworkKeys(.loopback)
        case .open: NetworkKeys(.open)
        case .keys(let keys): keys
        }
    }

    /// The name of the network, a hash of its first key: rotation keeps it.
    private var id: NetworkID { NetworkID(heldBy: keys.all.last ?? keys.newest) }

    /// The identity of a node on its channels: a new key pair each time, which lives in memory alone.
    func channels(of identity: Identity) -> ChannelConfiguration {
        let pair = NoiseKeyPair()
        guard let key = LinkKey(bytes: pair.publicKey) else {
            preconditionFailure("a public key has 32 bytes")
        }
        let binding = LinkBinding(
            signedBy: identity,
            key: key,
            epoch: max(1, SystemClock.wallMilliseconds() / 1_000)
        )
        return ChannelConfiguration(
            network: id,
            keys: keys,
            lasting: pair,
            credential: Credential(node: identity.author, binding: binding)
        )
    }
}

extension NetworkAccess: CustomStringConvertible {
    /// `loopback`, `open`, or the 32 hexadecimal digits of the network's name.
    public var description: String {
        switch self {
        case .loopback: "loopback"
        case .open: "open"
        case .keys: id.hex
        }
    }
}
