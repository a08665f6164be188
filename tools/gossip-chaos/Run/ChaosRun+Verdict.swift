import Glibc
import NodeProcesses

extension ChaosRun {
    /// The time the logs may take to become equal once every fault is off.
    private static let settleSecondsMax: UInt64 = 90

    /// Ends all faults, and waits until the logs of the running nodes are equal.
    func settle() throws {
        for action in due { try action.action() }
        due = []
        for node in nodes {
            node.resume()
            if node.state == .ended { try node.start() }
        }
        try wait("all nodes are live", seconds: Self.settleSecondsMax) {
            $0.nodes.allSatisfy(\.isLive)
        }
        let deadline = Clock.monotonic() + Self.settleSecondsMax * 1_000_000_000
        while Set(try logs()).count > 1 {
            guard Clock.monotonic() < deadline else {
                throw ToolFailure(
                    "The logs differ \(Self.settleSecondsMax) s after the last fault: "
                        + "\(try logs().map(\.count)) messages."
                )
            }
            let pause = Clock.monotonic() + 1_000_000_000
            while Clock.monotonic() < pause { try listen(milliseconds: 50) }
        }
    }

    /// Ends the nodes as a person would, and compares what their logs hold.
    func judge() throws {
        for node in nodes { try node.end(with: SIGTERM) }
        let logs = try logs()
        let all = Set(logs[0])
        guard logs.allSatisfy({ $0 == logs[0] }) else {
            throw ToolFailure("The logs differ: \(logs.map(\.count)) messages.")
        }
        guard all.count == logs[0].count else {
            throw ToolFailure("A log lists a message twice.")
        }
        for node in nodes {
            let lost = node.acknowledged.subtracting(all)
            guard lost.isEmpty else {
                throw ToolFailure(
                    "Acknowledged by node \(node.number) and in no log: \(lost.count) messages, "
                        + "such as \(lost.min() ?? "")."
                )
            }
            let invented = node.received.subtracting(all)
            guard invented.isEmpty else {
                throw ToolFailure(
                    "Delivered by node \(node.number) and in no log: \(invented.count) messages, "
                        + "such as \(invented.min() ?? "")."
                )
            }
        }
        tally.acknowledged = nodes.reduce(0) { $0 + $1.acknowledged.count }
        tally.messages = all.count
    }

    /// The ids in each log, in their order, as gossip-log prints them.
    private func logs() throws -> [[String]] {
        try nodes.map { node in
            let answer = try Command.run(
                Programs.log(),
                ["--db", node.logPath, "-o", "id", "--no-pager"]
            )
            guard answer.status <= 1 else {
                throw ToolFailure("The log of node \(node.number) cannot be read: \(answer.errors)")
            }
            return answer.output.split(separator: "\n").map(String.init)
        }
    }
}
