public import GossipCore

/// What one simulated run is like; everything follows from it and its seed.
public struct Scenario: Sendable {
    /// From where all randomness of the run is drawn.
    public var seed: UInt64
    /// How many nodes.
    public var nodeCount = 6
    /// The given peers: pairs of node numbers, each told of the other.
    public var links: [(Int, Int)] = []
    /// Whether the nodes talk to their given peers only.
    public var isStatic = false
    /// The share of datagrams lost while faults are on.
    public var loss = 0.0
    /// The share of datagrams delivered twice while faults are on.
    public var duplication = 0.0
    /// One-way delays in microseconds, drawn evenly.
    public var delayMicroseconds: ClosedRange<UInt64> = 100...2_000
    /// How long a commit takes in microseconds, drawn evenly.
    public var commitMicroseconds: ClosedRange<UInt64> = 500...5_000
    /// The share of commits that fail while faults are on.
    public var commitFailure = 0.0
    /// Messages published while faults are on, at random nodes that run.
    public var messageCount = 100
    /// The length of a body in bytes, drawn evenly; the longest are fetched over streams.
    public var bodyLength: ClosedRange<Int> = 10...200
    /// Crashes, each followed by a restart.
    public var crashCount = 0
    /// Pairs cut from each other for a while.
    public var partitionCount = 0
    /// Streams cut in their midst, as a share of frames sent while faults are on.
    public var streamCut = 0.0
    /// Clock jumps of up to a day in either direction.
    public var clockJumpCount = 0
    /// How long faults and publishing last, in virtual seconds.
    public var faultSeconds: UInt64 = 20
    /// How long the nodes then have to become equal, in virtual seconds.
    public var settleSeconds: UInt64 = 90
    /// Events after which the run is given up: a node that spins is a failure, not a long wait.
    public var stepsMax = 3_000_000
    /// The bounds of the nodes.
    public var limits = Limits()

    /// A run without faults: the classroom's six nodes and their links.
    public init(seed: UInt64) {
        self.seed = seed
        links = [(0, 1), (0, 2), (0, 5), (1, 3), (1, 4), (2, 5)]
    }
}
