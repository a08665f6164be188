import Glibc
import NodeProcesses

/// The latency of `gossip-log -f`, from publishing at a node to the printed line, and its cost when
/// nothing comes.
struct FollowBenchmark {
    /// The delay that a reader should stay below, in milliseconds.
    private static let goalMilliseconds = 100.0
    private static let count = 300
    private static let idleSeconds: UInt64 = 5
    private static let secondsMax: UInt64 = 60

    let workspace: Workspace

    func run() throws -> Section.Part {
        StandardStream.say(
            "history: \(Self.count) messages followed, then \(Self.idleSeconds) s idle"
        )
        let path = try workspace.path("followed.sqlite")
        defer { workspace.discard(path) }
        let node = try NodeProcess(log: path, ["--listen", "127.0.0.1:0"])
        defer { node.stop() }
        _ = try node.live()
        let reader = try FollowingReader(path)
        defer { reader.stop() }
        // Until it prints, it may not have begun to follow.
        var number = 0
        repeat {
            number += 1
            try publish(number, at: node)
        } while try reader.wait(for: number, until: Clock.monotonic() + 50_000_000) == nil

        var delays = Samples()
        for _ in 0..<Self.count {
            // At any phase of its waiting.
            Clock.sleep(until: Clock.monotonic() + UInt64.random(in: 5_000_000...60_000_000))
            number += 1
            let begun = Clock.monotonic()
            try publish(number, at: node)
            let deadline = begun + Self.secondsMax * 1_000_000_000
            guard let time = try reader.wait(for: number, until: deadline) else {
                throw ToolFailure("A message was not followed within \(Self.secondsMax) s.")
            }
            delays.append(Double(time - begun) / 1e6)
        }
        let idle = try reader.processorShare(seconds: Self.idleSeconds)
        return .figures(
            key: "follow",
            title:
                "gossip-log -f: from standard input of the node, over the disk, to the line printed",
            [
                Figure("p50_ms", "p50", delays.percentile(0.5), .milliseconds),
                Figure("p99_ms", "p99", delays.percentile(0.99), .milliseconds),
                Figure(
                    "max_ms",
                    "longest of \(Self.count)",
                    delays.percentile(1),
                    .milliseconds,
                    against: .below(Self.goalMilliseconds)
                ),
                Figure("idle_cpu_ms_per_s", "CPU a second, idle", idle * 1_000, .milliseconds),
            ]
        )
    }

    private func publish(_ number: Int, at node: NodeProcess) throws {
        let line = Array("{\"body\":\"\(number)\"}\n".utf8)
        guard write(node.child.input, line, line.count) == line.count else {
            throw ToolFailure("Cannot publish", errorNumber: errno)
        }
        // What it says of it is not needed, but must not fill the pipe.
        try NodeProcess.read([node], until: Clock.monotonic()) { _, _, _ in }
    }
}
