import Glibc
import HostilePeers
import NodeProcesses
import TestSupport

extension HostileRun {
    /// Messages that there are before a run begins.
    private static let historyCount = 500
    private static let startSecondsMax: UInt64 = 30
    private static let settleSecondsMax: UInt64 = 20
    /// The patience with a node that starts under attack, beyond the time that it may take.
    private static let patienceSeconds = 12.0
    /// The time between the last measured message and the next kill.
    private static let drainSeconds = 0.3
    /// The time for which measured messages are waited for.
    private static let drainSecondsMax: UInt64 = 10

    /// The whole story.
    func run() throws -> HostileReport {
        try begin()
        (report.latency.before, report.cpuPercent.before) = try measure()
        (report.restart.before, report.joining.before) = try start(
            joiners[0],
            patience: Double(Self.startSecondsMax)
        )
        try joiners[0].end(with: SIGTERM)
        report.memoryBytes.before = memoryBytesMax
        try underAttack()
        memoryBytesMax = 0
        (report.latency.after, report.cpuPercent.after) = try measure()
        report.memoryBytes.after = memoryBytesMax
        try judge(try settle())
        return report
    }

    private func begin() throws {
        for node in nodes { try node.start() }
        let deadline = Clock.monotonic() + Self.startSecondsMax * 1_000_000_000
        try work(until: deadline, publishing: false) { nodes.allSatisfy(\.isLive) }
        guard nodes.allSatisfy(\.isLive) else {
            throw ToolFailure("The honest nodes were not live after \(Self.startSecondsMax) s.")
        }
        try publish(count: Self.historyCount)
        try work(until: deadline, publishing: false) {
            acknowledged.count == Self.historyCount
                && nodes.allSatisfy { node in acknowledged.allSatisfy(node.holds) }
        }
        try work(seconds: 1)
    }

    private func underAttack() throws {
        memoryBytesMax = 0
        let disk = nodes[0...1].map { NodeUsage(of: $0)?.diskBytes ?? 0 }
        let begun = Clock.monotonic()
        attacker = try Attacker(attack, on: nodes, joiner: joiners[1], folder: folder)
        let events = traffic.windows.count
        (report.latency.during, report.cpuPercent.during) = try measure()
        let patience =
            HostileReport.delaySecondsMax + Self.patienceSeconds
            + max(report.restart.before ?? 0, report.joining.before ?? 0)
        (report.restart.during, report.joining.during) = try start(joiners[1], patience: patience)
        report.attackSeconds = Double(Clock.monotonic() - begun) / 1e9
        report.tally = attacker?.tally ?? AttackTally()
        attacker?.stop()
        attacker = nil
        report.events = traffic.windows[events].events / nodes.count
        report.windowSeconds = Double(options.seconds)
        report.memoryBytes.during = memoryBytesMax
        report.diskBytes = zip(nodes[0...1], disk).reduce(0) { most, pair in
            max(most, (NodeUsage(of: pair.0)?.diskBytes ?? 0) - pair.1)
        }
    }

    /// Measures for the seconds that were asked for: p99 in milliseconds, and processor time of a node in
    /// percent of a core.
    private func measure() throws -> (p99: Double, cpuPercent: Double) {
        let before = cpuNanoseconds()
        let begun = Clock.monotonic()
        traffic.openWindow()
        let window = traffic.windows.count - 1
        try work(seconds: Double(options.seconds))
        traffic.closeWindow()
        let share = Double(cpuNanoseconds() - before) / Double(Clock.monotonic() - begun)
        // What is on its way is waited for, so that nothing is left out of the figures.
        let deadline = Clock.monotonic() + Self.drainSecondsMax * 1_000_000_000
        try work(seconds: Self.drainSeconds)
        try work(until: deadline) {
            let window = traffic.windows[window]
            return window.latencies.count >= window.published * (nodes.count - 1)
        }
        var latencies = traffic.windows[window].latencies
        return (latencies.percentile(0.99), 100 * share / Double(nodes.count))
    }

    private func cpuNanoseconds() -> UInt64 {
        nodes.reduce(0) { $0 + (NodeUsage(of: $1)?.cpuNanoseconds ?? 0) }
    }

    /// Kills a node and starts it again, and has a new one join; seconds until each was live.
    private func start(
        _ joiner: ChaosNode,
        patience: Double
    ) throws -> (restart: Double?, joining: Double?) {
        try nodes[2].end(with: SIGKILL)
        let expected = acknowledged
        try nodes[2].start()
        var restart = Arrival(of: nodes[2], expecting: expected)
        try joiner.start()
        var joining = Arrival(of: joiner, expecting: expected)
        try work(until: Clock.monotonic() + UInt64(patience * 1e9)) {
            try restart.look()
            try joining.look()
            return restart.seconds != nil && joining.seconds != nil
        }
        for (name, arrival) in [("the killed node", restart), ("the new node", joining)] {
            if let untruth = arrival.untruth { report.untruths.append("\(name) \(untruth)") }
        }
        return (restart.seconds, joining.seconds)
    }

    /// Waits until all honest nodes hold what was acknowledged, or for so long.
    ///
    /// - Returns: the messages that were waited for, those whose acknowledgement came meanwhile among them.
    private func settle() throws -> Set<String> {
        let deadline = Clock.monotonic() + Self.settleSecondsMax * 1_000_000_000
        var expected: Set<String>
        repeat {
            expected = acknowledged
            var held = (nodes + joiners[1...]).map { HeldMessages(of: $0, expecting: expected) }
            try work(until: deadline, publishing: false) {
                try held.indices.allSatisfy { try held[$0].areComplete() }
            }
        } while acknowledged != expected && Clock.monotonic() < deadline
        return expected
    }

    /// Ends the nodes, and looks for each of these honest messages in each log.
    private func judge(_ expected: Set<String>) throws {
        for node in everybody { try node.end(with: SIGTERM) }
        let judged = nodes + joiners[1...]
        report.published = expected.count
        for node in judged {
            let lacking = expected.subtracting(try node.storedIDs()).count
            report.missing = max(report.missing, lacking)
            let arguments = ["peers", "--db", node.logPath, "-o", "json"]
            let peers = try Command.run(Programs.log(), arguments).output
            report.peerRows = max(report.peerRows, peers.split(separator: "\n").count)
        }
    }
}
