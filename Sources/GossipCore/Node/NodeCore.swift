public import GossipWire

/// The protocol of a node as a value: told what happened, it says what to do.
///
/// It has no socket, disk, clock or randomness of its own; the same inputs give the same effects in
/// every process. Inputs never fail: what is wrong with bytes from outside becomes a count. Deadlines
/// are polled: call ``tick(at:into:)`` when ``nextDeadline`` has come.
///
/// - joining: looks for a peer. Moves to catching up when one answers, or to live, alone.
/// - catching up: stores what it receives and relays nothing, while a session asks a peer for what is
///   missing. Moves to live on proof of equality, or back to joining when all peers are lost.
/// - live: relays. Moves to catching up when it was alone and a peer appears, and when the clocks show
///   that it slept.
public struct NodeCore: ~Copyable {
    let configuration: NodeConfiguration
    let limits: Limits
    let tokenKey: AddressTokenKey
    let strategy = Flooding()
    var random: SplitMix64

    var peers: PeerTable
    /// The peers that are up, by slot.
    var upPeers = PeerSet.none
    var greetingsLeft: Int
    var greetingsFilledAt: UInt64

    /// How far the node is.
    public internal(set) var phase = NodePhase.joining
    var phaseSince: UInt64
    /// Whether the node went live without any peer.
    var isAlone = false
    var sessions: [SessionID: SyncOrder] = [:]
    var sessionCount: UInt64 = 0
    /// When sessions, opened or served, last brought a new message; those opened begin with that.
    var sessionUse: [SessionID: UInt64] = [:]
    /// The peers that reconcile with us by sessions of their own.
    var served: [SessionID: PeerAddress] = [:]
    /// Ids that came in while not live; announced on going live.
    var heldBack: [MessageID] = []

    var inFlight = InFlightMessages()
    var seen: SeenMessages
    var wanted = WantedMessages()
    var largeWanted: [LargeWant] = []
    /// The ids in there.
    var largeQueued: Set<MessageID> = []
    var settled: SettledWindows
    /// The horizon that the pruning under way goes to; 0 = none is.
    var pruningAim: UInt64 = 0
    let incarnation: LogIncarnation
    let startedAt: UInt64
    /// Whether publishing waits for what the peers hold of this node.
    public internal(set) var isInDoubt: Bool

    /// What happened how often in this run.
    public internal(set) var counters = Counters()
    var lastTick: Now
    var nextAnnouncement: UInt64 = 0
    var nextDiscovery: UInt64 = 0

    /// Makes a node that knows its log and no peers yet; add them with ``addPeer(_:isGiven:at:)``.
    public init(configuration: NodeConfiguration, log: LogSummary, at now: Now) {
        self.configuration = configuration
        limits = configuration.limits
        random = SplitMix64(seed: configuration.seed.0)
        tokenKey = AddressTokenKey(configuration.seed.1, configuration.seed.2)
        peers = PeerTable(configuration.limits)
        greetingsLeft = configuration.limits.greetingsPerSecond
        greetingsFilledAt = now.monotonic
        phaseSince = now.monotonic
        seen = SeenMessages(countMax: configuration.limits.seenMax)
        settled = SettledWindows(log, wall: now.wall)
        incarnation = log.incarnation
        startedAt = now.monotonic
        isInDoubt = configuration.isInDoubt
        lastTick = now
    }

    /// An announced message that is fetched over a stream.
    struct LargeWant {
        var id: MessageID
        var from: Int
    }

    /// How many peers are up.
    public var upCount: Int { upPeers.bits.nonzeroBitCount }

    /// How many messages the log holds and the sum of their ids.
    public var digest: LogDigest { settled.digest }

    /// What the log keeps.
    public var scope: Scope { settled.scope }

    /// What is told at the beginning of a session: what the log keeps once the pruning under way is done.
    ///
    /// A session fails when the log keeps less than was agreed. A large log that is pruned moves its
    /// horizon many times a second, for minutes, and no session would come to its end.
    public var offeredScope: Scope {
        settled.scope.intersection(Scope(horizon: pruningAim))
    }

    /// What is known of every peer in contact, for listings.
    public var observations: [PeerObservation] {
        peers.slots.compactMap { $0?.observation }
    }
}
