public import GossipCore
public import PlantedFaults

/// What one simulated run is like; everything follows from it and its seed.
///
/// Shares are of one; durations are virtual.
public struct Scenario: Sendable {
    /// From where all randomness of the run is drawn.
    public var seed: UInt64

    // MARK: Nodes

    /// How many honest nodes.
    public var nodeCount = 6
    /// The given peers: pairs of node numbers, each told of the other.
    public var links: [(Int, Int)] = []
    /// Whether the nodes talk to their given peers only.
    public var isStatic = false
    /// The bounds of the nodes.
    public var limits = Limits()
    /// The bounds of their sessions.
    public var syncLimits = SyncLimits()
    /// The bugs that are put in, to see that the checks find them.
    public var faults = Faults() {
        didSet { syncLimits.faults = faults }
    }
    /// Nodes that break the protocol in every way they can, each a given peer of some honest nodes.
    public var hostileCount = 0

    // MARK: Messages

    /// When and where messages are published.
    public var publishing = Publishing.steady
    /// Messages published while faults are on.
    public var messageCount = 100
    /// Messages of the last hour that the logs hold at the start.
    public var historyCount = 0
    /// The share of those that each node lacks, its own aside.
    public var historyGaps = 0.0
    /// The length of a body in bytes, drawn evenly; the longest are fetched over streams.
    public var bodyLength: ClosedRange<Int> = 10...200

    // MARK: The network

    /// The share of datagrams lost while faults are on.
    public var loss = 0.0
    /// The share of datagrams delivered twice while faults are on.
    public var duplication = 0.0
    /// One-way delays in microseconds, drawn evenly, so that datagrams overtake each other.
    public var delayMicroseconds: ClosedRange<UInt64> = 100...2_000
    /// Pairs cut from each other for a while, a third of them one way only.
    public var partitionCount = 0
    /// Times that the nodes are split in two halves for a while.
    public var splitCount = 0
    /// Pairs between which streams stand still for a while.
    public var clogCount = 0
    /// Streams cut in their midst, as a share of frames sent while faults are on.
    public var streamCut = 0.0

    // MARK: Nodes that fail

    /// Crashes, each followed by a restart.
    public var crashCount = 0
    /// The share of crashes after which the node has another address.
    public var addressChange = 0.0
    /// The share of crashes after which an older copy of the log is put in place.
    public var restore = 0.0
    /// The share of crashes after which the log is gone and the key is there.
    public var logLoss = 0.0
    /// Clock jumps of up to a day in either direction.
    public var clockJumpCount = 0

    // MARK: Retention

    /// What nodes keep, by their numbers; the others keep everything.
    public var policies: [Int: KeepingPolicy] = [:]
    /// The share of messages that end by a lifetime of their own.
    public var lifetimeShare = 0.0
    /// Those lifetimes in seconds, drawn evenly.
    public var lifetimeSeconds: ClosedRange<UInt64> = 1...20
    /// How long a clock must have run evenly before a node prunes by it, in milliseconds.
    public var clockGraceMilliseconds: UInt64 = 60_000
    /// Messages that one step of pruning removes.
    public var pruneCountMax = 500
    /// How far the clocks are at the start, in milliseconds: bounds move in steps of the clock.
    public var startMilliseconds: UInt64 = 0

    // MARK: Disks

    /// How long a commit takes in microseconds, drawn evenly.
    public var commitMicroseconds: ClosedRange<UInt64> = 500...5_000
    /// The share of commits that fail while faults are on.
    public var commitFailure = 0.0
    /// Times that a node's disk is full for a while.
    public var fullDiskCount = 0

    // MARK: Time

    /// How long faults and publishing last, in seconds.
    public var faultSeconds: UInt64 = 20
    /// How long the nodes then have to become equal, in seconds.
    public var settleSeconds: UInt64 = 90
    /// How long they go on at least, in seconds, equal or not.
    public var quietSeconds: UInt64 = 0
    /// Events after which the run is given up: a node that spins is a failure, not a long wait.
    public var stepsMax = 1_000_000

    /// A run without faults: the classroom's six nodes and their links.
    public init(seed: UInt64) {
        self.seed = seed
        links = [(0, 1), (0, 2), (0, 5), (1, 3), (1, 4), (2, 5)]
    }
}
