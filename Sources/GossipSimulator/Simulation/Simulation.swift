internal import GossipCore
internal import GossipWire
internal import HeapModule

/// A second interpreter of the core's effects: the very `NodeCore` and session machines of real nodes
/// under virtual time, with a modelled store, network and streams.
public final class Simulation {
    /// What the run is like.
    public let scenario: Scenario
    var random: SplitMix64
    var now: UInt64 = 1_000_000_000
    var queue = Heap<ScheduledEvent>()
    var scheduledCount: UInt64 = 0
    var nodes: [SimulatedNode] = []
    var numberOf: [PeerAddress: Int] = [:]
    var streams: [UInt64: SimulatedStream] = [:]
    var streamCount: UInt64 = 0
    var effects = Effects()
    var cuts: Set<Int> = []
    var hasFaults = true
    /// Whatever an author has signed: what a node's verification accepts.
    var signed: Set<MessageID> = []
    var acknowledged: [MessageID] = []
    var equalSince: UInt64?
    /// What a person can read of the run, when asked for.
    public var story: [String]?
    var trace = TraceHash()

    static let startWall: UInt64 = 1_790_000_000_000

    /// Prepares a run; nothing happens before ``run()``.
    public init(_ scenario: Scenario, tellsStory: Bool = false) {
        self.scenario = scenario
        random = SplitMix64(seed: scenario.seed)
        story = tellsStory ? [] : nil
        for number in 0..<scenario.nodeCount {
            let seed = (0..<32).map { _ in UInt8(truncatingIfNeeded: random.next()) }
            guard let identity = Identity(seed: seed) else { preconditionFailure("32 bytes") }
            let incarnation = LogIncarnation(high: random.next(), low: random.next())
            let node = SimulatedNode(
                number: number,
                identity: identity,
                incarnation: incarnation
            )
            nodes.append(node)
            numberOf[node.address] = number
        }
    }

    /// Runs to the end and judges.
    public func run() -> SimulationResult {
        for node in nodes { start(node) }
        scheduleFaults()
        let end = now + (scenario.faultSeconds + scenario.settleSeconds) * 1_000_000_000
        var steps = 0
        while let next = queue.popMin(), next.time <= end, equalSince == nil {
            now = next.time
            steps += 1
            if steps >= scenario.stepsMax { break }
            perform(next.event)
        }
        return judge(steps: steps)
    }

    func schedule(_ event: Event, after nanoseconds: UInt64) {
        scheduledCount += 1
        queue.insert(
            ScheduledEvent(time: now + nanoseconds, order: scheduledCount, event: event)
        )
    }

    func draw(_ range: ClosedRange<UInt64>) -> UInt64 {
        range.lowerBound + random.next() % (range.upperBound - range.lowerBound + 1)
    }

    func happens(_ share: Double) -> Bool {
        hasFaults && share > 0 && Double(random.next() >> 11) / Double(1 << 53) < share
    }

    func clock(of node: SimulatedNode) -> Now {
        let wall = Int64(Self.startWall + now / 1_000_000) + node.clockOffset
        return Now(monotonic: now, wall: UInt64(wall))
    }

    func tell(_ line: @autoclosure () -> String) {
        guard story != nil else { return }
        let milliseconds = now / 1_000_000
        story?.append("\(milliseconds / 1_000).\(milliseconds % 1_000 + 1_000) \(line())")
    }
}
