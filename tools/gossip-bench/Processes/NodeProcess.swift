import Glibc
import NodeProcesses

/// A `gossip-node` process, spoken to in JSON.
final class NodeProcess {
    let child: ChildProcess
    /// The monotonic time right before it was started.
    let startTime: UInt64
    private let reader: LineReader
    private let errorPath: String
    private var startup = NodeStartup()

    private static let secondsMax: UInt64 = 60

    /// Starts a node.
    ///
    /// - Parameters:
    ///   - log: The path of its log.
    ///   - arguments: Further arguments.
    /// - Throws: ``ToolFailure`` when it cannot be started.
    init(log: String, _ arguments: [String]) throws {
        errorPath = log + ".errors"
        startTime = Clock.monotonic()
        child = try ChildProcess(
            Programs.node(),
            ["--db", log, "--input", "json", "--format", "json"] + arguments,
            errorPath: errorPath
        )
        reader = LineReader(child.output)
    }

    var pid: pid_t { child.pid }

    func usage() throws -> ProcessUsage { try ProcessUsage(of: pid) }

    /// Waits until one of the nodes has written something, and reads it.
    ///
    /// - Parameters:
    ///   - nodes: The nodes.
    ///   - deadline: The monotonic time at which waiting ends, at a millisecond.
    ///   - body: Takes each line, the index of its node, and when it was read.
    /// - Throws: ``ToolFailure`` when a node has ended, and what the body throws.
    static func read(
        _ nodes: [NodeProcess],
        until deadline: UInt64,
        _ body: (EventLine, _ node: Int, _ time: UInt64) throws -> Void
    ) throws {
        var files = nodes.map {
            pollfd(fd: $0.child.output, events: Int16(POLLIN), revents: 0)
        }
        let now = Clock.monotonic()
        let wait = deadline > now ? (deadline - now + 999_999) / 1_000_000 : 0
        guard poll(&files, nfds_t(files.count), Int32(clamping: wait)) > 0 else { return }
        for (index, file) in files.enumerated() where file.revents != 0 {
            var time: UInt64?
            let isOpen = try nodes[index].reader.read { line in
                let now = time ?? Clock.monotonic()
                time = now
                try body(line, index, now)
            }
            guard isOpen else { throw nodes[index].ended() }
        }
    }

    /// Waits for its first event.
    func started() throws -> NodeStartup.Start {
        try wait("started", \.start)
    }

    /// Waits until it is live, and tells when.
    func live() throws -> UInt64 {
        try wait("live", \.liveTime)
    }

    private func wait<Found>(_ what: String, _ found: KeyPath<NodeStartup, Found?>) throws -> Found
    {
        let deadline = Clock.monotonic() + Self.secondsMax * 1_000_000_000
        while true {
            if let found = startup[keyPath: found] { return found }
            guard Clock.monotonic() < deadline else {
                throw ToolFailure("A node did not become \(what) within \(Self.secondsMax) s.")
            }
            try Self.read([self], until: deadline) { line, _, time in
                startup.take(line, at: time)
            }
        }
    }

    func stop() {
        child.stop()
    }

    private func ended() -> ToolFailure {
        let words = SystemFile.text(errorPath)?.split(separator: "\n").suffix(3)
            .joined(separator: " ")
        return ToolFailure("A node has ended by itself: \(words ?? "it left no word").")
    }
}
