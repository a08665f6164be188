import NodeProcesses

/// One stretch of publishing at a rate, from the first message to the last delivery.
struct MeshRun {
    let rate: Int
    let deliveries: Deliveries
    let publisher: Publisher.Outcome
    /// Messages there should have been.
    let count: Int
    /// Seconds from the end of publishing to the last delivery.
    let drainSeconds: Double
    /// Processor time of all nodes meanwhile, in seconds.
    let cpuSeconds: Double
    /// The same by kinds of threads.
    let threads: ThreadTimes
    let residentBytes: [Int]
    let residentBytesMax: [Int]

    /// Starts a network and runs it.
    ///
    /// - Parameters:
    ///   - graph: Who is connected to whom.
    ///   - rate: Messages a second, from node 0.
    ///   - seconds: For how long.
    ///   - drainSecondsMax: How long what was published may take to arrive after the end.
    ///   - workspace: Where the logs go.
    /// - Throws: ``ToolFailure`` when a node does not start or ends by itself.
    init(
        _ graph: Graph,
        rate: Int,
        seconds: Int,
        drainSecondsMax: UInt64,
        workspace: Workspace
    ) throws {
        let network = try MeshNetwork(graph, workspace: workspace)
        defer { network.stop() }
        let before = try network.usages()
        let count = rate * seconds
        var deliveries = Deliveries(count: count)
        let publisher = Publisher(
            to: network.nodes[0],
            count: count,
            rate: rate,
            bodyBytes: workspace.options.meshBodyBytes
        )
        // Publishing ends when all is written, or its time is long over: then the node holds it back.
        let end = publisher.startTime + UInt64(seconds) * 1_000_000_000
        let deadline = end + drainSecondsMax * 1_000_000_000
        while !deliveries.isComplete, Clock.monotonic() < deadline {
            try NodeProcess.read(network.nodes, until: deadline) { line, node, time in
                deliveries.take(line, of: node, at: time)
            }
        }
        let after = try network.usages()
        let lastTime = deliveries.lastTime
        // Lets the publisher go when the node still holds it back.
        network.stop()
        publisher.waitForEnd()
        self.rate = rate
        self.count = count
        self.deliveries = deliveries
        self.publisher = publisher.currentOutcome()
        drainSeconds = lastTime > end ? Double(lastTime - end) / 1e9 : 0
        cpuSeconds = zip(before, after).reduce(0) { sum, pair in
            sum + Double(pair.1.cpuNanoseconds - pair.0.cpuNanoseconds) / 1e9
        }
        var threads = ThreadTimes()
        for (before, after) in zip(before, after) {
            threads.add(after.threads.since(before.threads))
        }
        self.threads = threads
        residentBytes = after.map(\.residentBytes)
        residentBytesMax = after.map(\.residentBytesMax)
    }

    /// Share of the deliveries that came, in percent.
    var deliveredPercent: Double {
        100 * Double(deliveries.delivered) / Double(deliveries.expected)
    }

    /// The delay of the last write, in seconds: more than a moment means that the node did not take the
    /// rate.
    var publishingDelaySeconds: Double {
        guard publisher.written == count else { return .infinity }
        return publisher.lastWritten > publisher.lastDue
            ? Double(publisher.lastWritten - publisher.lastDue) / 1e9 : 0
    }

    /// True when the node took the rate and all arrived.
    var isComplete: Bool { deliveries.isComplete && publishingDelaySeconds < 0.5 }
}
