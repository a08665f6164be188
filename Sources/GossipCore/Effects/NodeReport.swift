public import GossipWire

/// What happened, for people and programs.
public enum NodeReport: Equatable, Sendable {
    /// The node's phase, and with how many peers that are up.
    case phase(NodePhase, peers: Int)
    /// A peer's state changed; its key and its name are what it says of itself.
    case peer(PeerAddress, node: AuthorKey?, name: String, PeerStatus)
    /// The clocks say that the node slept or that the clock was set; it catches up again.
    case slept(milliseconds: UInt64)
    /// Publishing need not wait any longer: the peers were asked for messages of this node that its
    /// log may have lost, or there was nobody to ask for too long.
    case mayPublish(hasAsked: Bool)
    /// A greeting came back from ourselves: one of the given peers is this node.
    case isSelf(PeerAddress)
}

/// Whether a peer answers.
public enum PeerStatus: String, Sendable {
    /// It was never heard of in this run.
    case unknown
    /// It answers.
    case up
    /// It has been silent for a few probes.
    case suspect
    /// It is silent; it is greeted again with growing waits.
    case down
}
