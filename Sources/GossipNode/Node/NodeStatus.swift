public import GossipWire

/// A node as it is at one moment.
public struct NodeStatus: Equatable, Sendable {
    /// The address it listens on.
    public let listen: PeerAddress
    /// The network: `loopback`, `open`, or the 32 hexadecimal digits of its name.
    public let network: String
    /// The phase of the node, and what stands behind it.
    public let state: NodeState
    /// The number of messages in its log.
    public let messageCount: Int
    /// The arrival number of the newest message.
    public let lastArrival: UInt64
    /// The drops of this run, by reason; nothing is dropped without being counted.
    public let drops: [String: UInt64]
}
