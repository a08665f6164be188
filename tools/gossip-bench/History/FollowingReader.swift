import Glibc
import NodeProcesses

/// A `gossip-log -f` that prints bodies which are numbers.
final class FollowingReader {
    private let child: ChildProcess
    private let lines: LineReader
    private var newest = 0

    /// Starts it on a log, behind what is there.
    init(_ log: String) throws {
        child = try ChildProcess(
            Programs.log(),
            ["--db", log, "-f", "-n", "0", "-o", "cat", "--no-pager"],
            errorPath: log + ".reader-errors"
        )
        lines = LineReader(child.output)
    }

    /// Waits until it has printed a number, and tells when it had; `nil` at the deadline.
    func wait(for number: Int, until deadline: UInt64) throws -> UInt64? {
        while newest < number {
            let now = Clock.monotonic()
            guard now < deadline else { return nil }
            var file = pollfd(fd: child.output, events: Int16(POLLIN), revents: 0)
            guard poll(&file, 1, Int32((deadline - now + 999_999) / 1_000_000)) > 0 else {
                continue
            }
            let isOpen = try lines.read { line in
                newest = Int(String(decoding: line.bytes, as: UTF8.self)) ?? newest
            }
            guard isOpen else { throw ToolFailure("gossip-log -f has ended by itself.") }
        }
        return Clock.monotonic()
    }

    /// The share of a processor that it takes while nothing is published.
    func processorShare(seconds: UInt64) throws -> Double {
        guard let before = Clock.process(child.pid) else {
            throw ToolFailure("gossip-log -f has ended by itself.")
        }
        Clock.sleep(until: Clock.monotonic() + seconds * 1_000_000_000)
        guard let after = Clock.process(child.pid) else {
            throw ToolFailure("gossip-log -f has ended by itself.")
        }
        return Double(after - before) / Double(seconds * 1_000_000_000)
    }

    func stop() { child.stop() }
}
