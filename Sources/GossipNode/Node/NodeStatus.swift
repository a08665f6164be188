public import GossipWire

/// A node as it is at one moment.
public struct NodeStatus: Equatable, Sendable {
    /// Where it listens.
    public let listen: PeerAddress
    /// Where it stands.
    public let state: NodePhase
    /// How many peers answer.
    public let peerCount: Int
    /// How many messages its log holds.
    public let messageCount: Int
    /// The arrival number of the newest message.
    public let lastArrival: UInt64
    /// What was dropped in this run, by reason; nothing is dropped without being counted.
    public let drops: [String: UInt64]
}
