internal import GossipCore
public import GossipWire

/// The network of a node whose log has entered none: whoever holds its key may link with the node.
///
/// A log that has entered a network with members belongs to that one, and is started with ``loopback``.
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

    /// The identity of a node on its channels.
    func channels(of identity: Identity) -> ChannelConfiguration {
        ChannelConfiguration(of: identity, in: id, keys: keys)
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
