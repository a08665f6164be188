public import GossipCore
public import PlantedFaults

/// The parameters of a simulated run; everything in the run follows from them.
///
/// Shares are fractions of one; durations are virtual.
public struct Scenario: Sendable {
    /// The seed of all random numbers of the run.
    public var seed: UInt64

    // MARK: Nodes

    /// The number of honest nodes.
    public var nodeCount = 6
    /// The configured peers: pairs of node numbers, each told of the other.
    public var links: [(Int, Int)] = []
    /// True when the nodes talk to their configured peers only.
    public var isStatic = false
    /// The limits of the nodes.
    public var limits = Limits()
    /// The limits of their sessions.
    public var syncLimits = SyncLimits()
    /// The planted bug that the checks must find; none in a build without the trait `PlantedFaults`.
    public var faults = Faults() {
        didSet { syncLimits.faults = faults }
    }
    /// The number of nodes that break the protocol, each a configured peer of some honest nodes.
    public var hostileCount = 0
    /// The number of strangers that take up slots of one honest node.
    public var crowdCount = 0

    // MARK: Members

    /// True for a network with members, and with the records of who is one.
    public var hasMembers = false
    /// The number of records that are ordered at some node while faults are on.
    public var memberChangeCount = 0

    // MARK: Messages

    /// The pattern of publishing.
    public var workload = Workload.steady
    /// The number of messages published while faults are on.
    public var messageCount = 100
    /// The number of messages of the last hour in the logs at the start.
    public var historyCount = 0
    /// The share of those that each node lacks, except its own.
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
    /// The number of pairs cut from each other for a while, a third of them one way only.
    public var partitionCount = 0
    /// The number of partitions of the nodes into two halves, each for a while.
    public var splitCount = 0
    /// The number of pairs with streams that stand still for a while.
    public var clogCount = 0
    /// The share of frames that cut their stream while faults are on.
    public var streamCut = 0.0
    /// The share of packets before which somebody on the way sends a forged one that looks like it.
    public var forgery = 0.0
    /// The share of packets with which somebody on the way sends a recorded one again.
    public var replay = 0.0
    /// The bounds and intervals of the channels of the nodes.
    package var channelLimits = ChannelLimits()
    /// The nodes behind an address translator: nobody can reach them unless they have called first.
    public var hiddenNodes: Set<Int> = []
    /// The number of times at which a hidden node is shown at other addresses from then on.
    public var renewalCount = 0

    // MARK: Nodes that fail

    /// The number of crashes, each followed by a restart.
    public var crashCount = 0
    /// The share of crashes after which the node has another address.
    public var addressChange = 0.0
    /// The share of crashes after which an older copy of the log is restored.
    public var restore = 0.0
    /// The share of crashes after which the log is gone and the key is there.
    public var logLoss = 0.0
    /// The number of clock jumps, of up to a day in either direction.
    public var clockJumpCount = 0

    // MARK: Retention

    /// The retention limits of nodes, by their numbers; the others keep everything.
    public var retentionLimits: [Int: RetentionLimits] = [:]
    /// The share of messages with a lifetime.
    public var lifetimeShare = 0.0
    /// Those lifetimes in seconds, drawn evenly.
    public var lifetimeSeconds: ClosedRange<UInt64> = 1...20
    /// The milliseconds for which a clock must run evenly before a node prunes by it.
    public var clockGraceMilliseconds: UInt64 = 60_000
    /// The greatest number of messages that one step of pruning removes.
    public var pruneCountMax = 500
    /// The time of the clocks at the start, in milliseconds: bounds move in steps of the clock.
    public var startMilliseconds: UInt64 = 0

    // MARK: Cuts

    /// The nodes that block an author, each at most once.
    public var blocks: [Block] = []

    // MARK: Disks

    /// The duration of a commit in microseconds, drawn evenly.
    public var commitMicroseconds: ClosedRange<UInt64> = 500...5_000
    /// The share of commits that fail while faults are on.
    public var commitFailure = 0.0
    /// The number of times at which the disk of some node is full for a while.
    public var fullDiskCount = 0

    // MARK: Time

    /// The duration of faults and publishing, in seconds.
    public var faultSeconds: UInt64 = 20
    /// The time that the nodes then have to become equal, in seconds.
    public var settleSeconds: UInt64 = 90
    /// The time after the faults for which the run goes on at least, in seconds.
    public var quietSeconds: UInt64 = 0
    /// The number of events after which the run is given up: a node that spins is a failure.
    public var stepsMax = 1_000_000

    /// Makes a scenario without faults: six nodes and six links.
    public init(seed: UInt64) {
        self.seed = seed
        links = [(0, 1), (0, 2), (0, 5), (1, 3), (1, 4), (2, 5)]
    }
}
