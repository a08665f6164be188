internal import GossipCore
internal import GossipWire

/// A second interpreter of the core's effects, under virtual time.
///
/// It runs the very `SealedCore` and `SyncSession` of real nodes, with a modelled store, network and
/// streams.
public final class Simulation {
    /// The parameters of the run.
    public let scenario: Scenario
    /// The events of the run in words, `nil` unless asked for.
    public internal(set) var story: [String]?
    var random: SplitMix64
    var now = startTime
    var queue = EventQueue()
    var effects = Effects()
    var trace = TraceHash()

    // MARK: The nodes

    var nodes: [SimulatedNode] = []
    var hostiles: [HostileNode] = []
    var numberOf: [PeerAddress: Int] = [:]
    var movedFrom: [PeerAddress: Int] = [:]
    var translators: AddressTranslators
    var adversary = OnPathAdversary()
    /// The members of the network; `nil` when all who know its key may link.
    var members: SimulatedMembers?

    // MARK: The network

    /// Ordered pairs that are cut, with the number of faults that cut each.
    var cuts: [Int: Int] = [:]
    /// The times until which streams between ordered pairs stand still.
    var clogs: [Int: UInt64] = [:]
    var streams: [UInt64: SimulatedStream] = [:]
    var streamCount: UInt64 = 0
    var hasFaults = true

    // MARK: The checks

    var violations: [Violation] = []
    /// The honest authors, by the first word of their keys.
    var honest: Set<UInt64> = []
    /// All messages signed by an author.
    var signed: Set<MessageID> = []
    /// All messages with a wrong signature that a signed one of their author names.
    var rubbish: Set<MessageID> = []
    /// Acknowledged messages still on some disk.
    var acknowledged: Set<MessageID> = []
    var acknowledgedCount = 0
    var lostWithDisks = 0
    var prunedCount = 0
    var outlivedCount = 0
    /// The lifetimes of all messages that have one, in seconds.
    var lifetimes: [MessageID: UInt32] = [:]
    /// The first message stored anywhere with each author and number.
    var firstWith: [Ledger.Key: MessageID] = [:]
    var equalSince: UInt64?
    /// The last proved session.
    var lastProof: Proof?
    /// The authors and numbers of all messages stored.
    var writers: [MessageID: Cut] = [:]

    /// A proved session, as one end of it has it.
    struct Proof {
        let node: Int
        let at: UInt64
        /// The peer, as the node names its link.
        let peer: PeerAddress?
        let exclusion: Exclusion
    }

    static let startTime: UInt64 = 1_000_000_000
    var startWall: UInt64 { 1_790_000_000_000 + scenario.startMilliseconds }
    var faultsEnd: UInt64 { Self.startTime + scenario.faultSeconds * 1_000_000_000 }

    /// Prepares a run, which ``run()`` begins.
    public init(_ scenario: Scenario, tellsStory: Bool = false) {
        self.scenario = scenario
        random = SplitMix64(seed: scenario.seed)
        story = tellsStory ? [] : nil
        translators = AddressTranslators(hiding: scenario.hiddenNodes)
        members = scenario.hasMembers ? SimulatedMembers(seed: scenario.seed) : nil
        for number in 0..<scenario.nodeCount {
            let node = SimulatedNode(
                number: number,
                author: SimulatedAuthor(&random),
                log: SimulatedLog(
                    incarnation: LogIncarnation(high: random.next(), low: random.next()),
                    faults: scenario.faults
                )
            )
            nodes.append(node)
            honest.insert(node.author.key.words.0)
            numberOf[node.address] = number
        }
        addHostiles()
    }

    /// Runs to the end and judges the run.
    public func run() -> SimulationResult {
        tell("\(scenario)")
        writeHistory()
        for node in nodes { start(node) }
        for hostile in hostiles { schedule(.misbehave(hostile.number), after: 1_000_000) }
        scheduleFaults()
        scheduleMembers()
        let end = faultsEnd + scenario.settleSeconds * 1_000_000_000
        var steps = 0
        while equalSince == nil, let next = queue.next(), next.time <= end {
            now = next.time
            steps += 1
            if steps >= scenario.stepsMax { break }
            perform(next.event)
        }
        return judge(steps: steps)
    }

    func schedule(_ event: Event, after nanoseconds: UInt64) {
        queue.add(event, at: now + nanoseconds)
    }

    /// True when a fault of this share happens now.
    func happens(_ share: Double) -> Bool {
        hasFaults && share > 0 && random.happens(share)
    }

    /// A one-way delay of the network, in nanoseconds.
    func delay() -> UInt64 { random.draw(scenario.delayMicroseconds) * 1_000 }

    func clock(of node: SimulatedNode) -> Now {
        let wall = Int64(startWall + now / 1_000_000) + node.clockOffset
        return Now(monotonic: now, wall: UInt64(wall))
    }

    func tell(_ line: @autoclosure () -> String) {
        guard story != nil else { return }
        let milliseconds = String((now - Self.startTime) / 1_000_000)
        let padding = String(repeating: " ", count: max(0, 7 - milliseconds.count))
        story?.append("\(padding)\(milliseconds) ms  \(line())")
    }
}
