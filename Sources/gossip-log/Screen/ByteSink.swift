import Glibc
import GossipStore
import GossipText

/// Standard output or the pager, written in blocks.
final class ByteSink {
    /// Bytes that wait for the next block; append to it, then call `flushIfFull`.
    var pending: [UInt8] = []

    /// The descriptor that the bytes go to.
    let descriptor: Int32

    /// True when a signal asks to end: a write it has interrupted is not taken up again.
    var isInterrupted: () -> Bool = { false }

    /// The output of a run that was killed, as far as it is to be written again.
    private var written: WrittenOutput?

    /// A block: large enough that the call costs nothing a message, small enough to stay in cache.
    private static let blockSize = 64 << 10

    init(descriptor: Int32) {
        self.descriptor = descriptor
        pending.reserveCapacity(Self.blockSize * 2)
    }

    /// Passes over output that a file holds already behind an offset.
    ///
    /// For a run that goes on after one that was killed: its output is the same as was written after the
    /// offset was noted. As soon as it differs, all of it is written.
    func passOverWritten(from end: OutputPosition?) {
        written = end.flatMap { WrittenOutput(from: $0, of: descriptor) }
    }

    /// The end of the output so far in a file; nil unless it is appended to one.
    ///
    /// It lies before the end of the file while written output is passed over.
    var end: OutputPosition? {
        guard let end = OutputPosition(appendingTo: descriptor) else { return nil }
        guard let written else { return end }
        return OutputPosition(device: end.device, file: end.file, offset: written.offset)
    }

    func write(_ text: String) {
        pending.append(contentsOf: text.utf8)
    }

    /// Writes what waits once it fills a block, and says whether it did.
    @discardableResult
    func flushIfFull() throws -> Bool {
        guard pending.count >= Self.blockSize else { return false }
        try flush()
        return true
    }

    /// Writes all that waits.
    ///
    /// Throws: `OutputClosed` when the reader has gone, `CommandFailure` when the write fails.
    func flush() throws {
        defer { pending.removeAll(keepingCapacity: true) }
        var offset = written?.takeSame(as: pending) ?? 0
        if written?.isAtEnd ?? true { written = nil }
        while offset < pending.count {
            let written = pending.withUnsafeBytes { bytes in
                Glibc.write(
                    descriptor,
                    bytes.baseAddress?.advanced(by: offset),
                    bytes.count - offset
                )
            }
            if written >= 0 {
                offset += written
                continue
            }
            switch errno {
            case EINTR where isInterrupted(): throw OutputClosed()
            case EINTR: continue
            case EAGAIN: waitUntilWritable()
            case EPIPE: throw OutputClosed()
            default:
                throw CommandFailure(
                    "cannot write the output: \(SystemError.text(errno)). Free space, or write "
                        + "elsewhere."
                )
            }
        }
    }

    /// Waits for room, where someone else has made the descriptor non-blocking.
    private func waitUntilWritable() {
        var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        poll(&ready, 1, -1)
    }
}

/// The reader of standard output has gone (`| head`); not an error.
struct OutputClosed: Error {}
