import NodeProcesses

/// The deliveries of the nodes: each message at each node, once.
struct Deliveries {
    /// Latencies in milliseconds from when a message was due, a node.
    private(set) var latencies: [Samples]
    /// Latencies until the publishing node had it durable.
    private(set) var published = Samples()
    private(set) var delivered = 0
    private(set) var duplicates = 0
    private(set) var lastTime: UInt64 = 0
    private(set) var errors: [String] = []
    private var seen: [[Bool]]
    private let count: Int

    init(count: Int) {
        self.count = count
        latencies = Array(repeating: Samples(), count: Graph.nodeCount)
        seen = Array(
            repeating: Array(repeating: false, count: count),
            count: Graph.nodeCount
        )
    }

    /// Deliveries there must be: every message at every other node.
    var expected: Int { count * (Graph.nodeCount - 1) }

    var isComplete: Bool { delivered == expected && published.count == count }

    /// All nodes' latencies together.
    var allLatencies: Samples {
        latencies.reduce(into: Samples()) { $0.append(contentsOf: $1) }
    }

    mutating func take(_ line: EventLine, of node: Int, at time: UInt64) {
        if line.isEvent("message") {
            guard let body = MeshBody(line.string("body")), body.number < count else { return }
            lastTime = time
            guard !seen[node][body.number] else {
                duplicates += 1
                return
            }
            seen[node][body.number] = true
            delivered += 1
            latencies[node].append(Self.milliseconds(body, time))
        } else if line.isEvent("published") {
            guard let tag = MeshBody(line.string("tag")) else { return }
            published.append(Self.milliseconds(tag, time))
        } else if line.isEvent("error"), errors.count < 5 {
            errors.append("node \(node): \(line.text("message") ?? "")")
        }
    }

    private static func milliseconds(_ body: MeshBody, _ time: UInt64) -> Double {
        time > body.time ? Double(time - body.time) / 1e6 : 0
    }
}
