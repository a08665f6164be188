import Glibc
import NodeProcesses
import TestSupport

extension ChaosRun {
    /// Does something bad to a node, drawn.
    func inflict() throws {
        let node = nodes[random.below(nodes.count)]
        switch random.below(20) {
        case 0..<13: try killAndRestart(node)
        case 13..<16: halt(node)
        case 16..<17: try restart(node)
        case 17..<18: try damage()
        default: cut()
        }
    }

    private func killAndRestart(_ node: ChaosNode) throws {
        guard node.state != .ended else { return }
        try node.end(with: SIGKILL)
        tally.kills += 1
        startLater(node, withinMilliseconds: 1_500)
    }

    private func halt(_ node: ChaosNode) {
        guard node.state == .running else { return }
        node.halt()
        tally.halts += 1
        // Some are stopped so long that their peers give them up.
        let milliseconds = random.below(random.below(8) == 0 ? 12_000 : 2_000) + 50
        after(milliseconds: milliseconds) { node.resume() }
    }

    private func restart(_ node: ChaosNode) throws {
        guard node.state == .running else { return }
        try node.end(with: SIGTERM)
        tally.restarts += 1
        startLater(node, withinMilliseconds: 500)
    }

    private func cut() {
        guard let heal = network.cut(&random) else { return }
        tally.partitions += 1
        after(milliseconds: random.below(6_000) + 200, heal)
    }

    private func startLater(_ node: ChaosNode, withinMilliseconds most: Int) {
        after(milliseconds: random.below(most)) {
            if node.state == .ended { try node.start() }
        }
    }

    func after(milliseconds: Int, _ action: @escaping () throws -> Void) {
        due.append((Clock.monotonic() + UInt64(milliseconds) * 1_000_000, action))
    }

    /// Spoils the log of the one node whose log is spoiled, once all it has acknowledged is elsewhere;
    /// then sets the log aside, as its error says, and lets it refill from its peers.
    private func damage() throws {
        let node = nodes[victim]
        guard node.state == .running, node.isLive else { return }
        // Without this its own messages could be nowhere else, and would be lost by right.
        let elsewhere = nodes.filter { $0.number != victim }
            .reduce(into: Set<String>()) { $0.formUnion($1.received) }
        guard node.acknowledged.isSubset(of: elsewhere) else { return }
        try node.end(with: SIGKILL)
        tally.damages += 1
        switch random.below(3) {
        case 0: truncate(node.logPath)
        case 1: try overwrite(node.logPath)
        default: unlink(node.logPath)
        }
        try seeItRefused(node)
        for suffix in ["", "-wal", "-shm"] {
            rename(node.logPath + suffix, "\(node.logPath).damaged-\(tally.damages)\(suffix)")
        }
        startLater(node, withinMilliseconds: 1_000)
    }

    /// A damaged log is refused with a sentence, or read as far as it is whole; it never traps.
    private func seeItRefused(_ node: ChaosNode) throws {
        let answer = try Command.run(
            Programs.log(),
            ["--db", node.logPath, "-o", "id", "--no-pager"]
        )
        guard (0...2).contains(answer.status) else {
            throw ToolFailure("gossip-log ended with \(answer.status) on a damaged log.")
        }
    }

    /// Some bytes of the file become others.
    private func overwrite(_ path: String) throws {
        let file = open(path, O_RDWR | O_CLOEXEC)
        guard file >= 0 else { throw ToolFailure("Cannot open \(path)", errorNumber: errno) }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0, status.st_size > 0 else { return }
        for _ in 0...random.below(40) {
            var byte = UInt8(truncatingIfNeeded: random.next())
            let offset = Int(random.next() % UInt64(status.st_size))
            pwrite(file, &byte, 1, offset)
        }
    }

    private func truncate(_ path: String) {
        var status = stat()
        guard stat(path, &status) == 0, status.st_size > 0 else { return }
        Glibc.truncate(path, Int(random.next() % UInt64(status.st_size)))
    }
}
