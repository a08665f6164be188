import Glibc
import GossipNode
import NodeProcesses

/// The thread that writes messages to a node's standard input, paced by a clock.
///
/// Messages are due on a grid of half a millisecond, and carry the time they were due: what holds the
/// writing back, be it the node or this program, is in the latency of every message it delays.
final class Publisher: Sendable {
    /// The outcome of publishing.
    struct Outcome {
        /// Messages that were written.
        var written = 0
        /// The delay of each write against the grid, in milliseconds.
        var lateness = Samples()
        /// When the last one was due, and when it was written.
        var lastDue: UInt64 = 0
        var lastWritten: UInt64 = 0
        var hasEnded = false
    }

    private static let grid: UInt64 = 500_000

    /// When the first is due, on the monotonic clock.
    let startTime: UInt64
    private let file: Int32
    private let count: Int
    private let rate: Int
    private let bodyBytes: Int
    private let outcome = Monitor(Outcome())

    init(to node: NodeProcess, count: Int, rate: Int, bodyBytes: Int) {
        // Its own, so that it stays this pipe for as long as the thread writes.
        file = fcntl(node.child.input, F_DUPFD_CLOEXEC, 0)
        self.count = count
        self.rate = rate
        self.bodyBytes = bodyBytes
        startTime = Clock.monotonic() + 10_000_000
        OSThread(name: "publisher") { self.run() }.detach()
    }

    /// The outcome so far; the final one once it has ended.
    func currentOutcome() -> Outcome { outcome.withLock { $0 } }

    var hasEnded: Bool { outcome.withLock(\.hasEnded) }

    /// Waits until the thread has ended: all is written, or the node is gone.
    func waitForEnd() {
        outcome.wait { $0.hasEnded ? () : nil }
    }

    private func dueTime(_ number: Int) -> UInt64 {
        let nanoseconds = UInt64(number) * 1_000_000_000 / UInt64(rate)
        return startTime + (nanoseconds + Self.grid - 1) / Self.grid * Self.grid
    }

    private func run() {
        var lines: [UInt8] = []
        var number = 0
        while number < count {
            let due = dueTime(number)
            Clock.sleep(until: due)
            let now = Clock.monotonic()
            let first = number
            lines.removeAll(keepingCapacity: true)
            while number < count, dueTime(number) <= now {
                MeshBody(number: number, time: dueTime(number))
                    .appendLine(bodyBytes: bodyBytes, to: &lines)
                number += 1
            }
            guard write(lines) else { break }
            let written = Clock.monotonic()
            outcome.withLock { outcome in
                outcome.written += number - first
                outcome.lateness.append(Double(now - due) / 1e6)
                outcome.lastDue = dueTime(number - 1)
                outcome.lastWritten = written
            }
        }
        close(file)
        outcome.update { $0.hasEnded = true }
    }

    private func write(_ bytes: [UInt8]) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }
}
