public import GossipWire

/// The identity of a peer: its address, and the node that answered there, once known.
public struct PeerIdentity: Hashable, Sendable {
    /// The address it listens on, as text: `127.0.0.1:5000`, `[::1]:5000`.
    public var address: String
    /// The node's key, `nil` while it has not said it.
    public var node: AuthorKey?

    /// Makes one.
    public init(address: String, node: AuthorKey?) {
        self.address = address
        self.node = node
    }
}
