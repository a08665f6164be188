import NodeProcesses

/// The start of a node, with the seconds until it was live and complete.
struct Arrival {
    /// The time between its word that it is live and the delivery of what it has caught up with.
    private static let outputSecondsMax = 2.0

    private let node: ChaosNode
    private let startTime = Clock.monotonic()
    private let expectedCount: Int
    private var held: HeldMessages
    private var liveSeconds: Double?
    /// Seconds until it was live and complete; `nil` while it is not.
    private(set) var seconds: Double?

    /// Begins with a node that has just been started.
    init(of node: ChaosNode, expecting expected: Set<String>) {
        self.node = node
        expectedCount = expected.count
        held = HeldMessages(of: node, expecting: expected)
    }

    /// Looks at it again.
    mutating func look() throws {
        guard node.isLive, seconds == nil else { return }
        let now = Double(Clock.monotonic() - startTime) / 1e9
        if liveSeconds == nil { liveSeconds = now }
        if try held.areComplete() { seconds = now }
    }

    /// The reason to doubt its word, when it said live too early.
    var untruth: String? {
        guard let liveSeconds, seconds.map({ $0 > liveSeconds + Self.outputSecondsMax }) ?? true
        else { return nil }
        return "said live without all of the \(expectedCount) messages there were"
    }
}
