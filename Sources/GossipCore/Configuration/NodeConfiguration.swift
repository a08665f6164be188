public import GossipWire
public import PlantedFaults

/// The configuration of a node, fixed at its start.
public struct NodeConfiguration: Sendable {
    /// The node's own key.
    public var node: AuthorKey
    /// The name that peers see, at most 64 bytes.
    public var name: String
    /// The address on which the node listens, with the port that was really bound.
    public var listen: PeerAddress
    /// True for a node that has contact with its configured peers only.
    public var isStatic: Bool
    /// Randomness for tokens and jitter; must not be guessable in a real node.
    public var seed: (UInt64, UInt64, UInt64)
    /// True when the key may have signed messages that the log does not hold: see ``OwnHistory``.
    public var isInDoubt: Bool
    /// The bounds of everything that can grow.
    public var limits: Limits
    /// The planted faults of a trial; none in a build that is used.
    public var faults: Faults

    /// Makes a configuration.
    public init(
        node: AuthorKey,
        name: String = "",
        listen: PeerAddress,
        isStatic: Bool = false,
        seed: (UInt64, UInt64, UInt64),
        isInDoubt: Bool = false,
        limits: Limits = Limits(),
        faults: Faults = Faults()
    ) {
        precondition(name.utf8.count <= Greeting.nameLengthMax, "a name has at most 64 bytes")
        self.node = node
        self.name = name
        self.listen = listen
        self.isStatic = isStatic
        self.seed = seed
        self.isInDoubt = isInDoubt
        self.limits = limits
        self.faults = faults
    }
}
