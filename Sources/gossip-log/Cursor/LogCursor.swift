import Glibc
import GossipStore
import GossipText
import GossipWire

/// A consumer's cursor in one log, kept in a cursor file.
final class LogCursor {
    /// The arrival number to continue after; nil on the first run.
    let start: UInt64?
    /// The window that the last run had begun behind that number, and not ended.
    let window: ConsumerCursor.Window?
    /// The end of the last run's output; nil when it did not go to a file.
    let outputStart: OutputPosition?
    private let file: CursorFile
    private let log: String
    private let consumers: ConsumerRegistry
    private var written: UInt64?
    private var writtenWindow: ConsumerCursor.Window?
    private var writtenAt: UInt64 = 0

    /// While much is printed, the file is written so often, since each time costs a sync.
    private static let intervalMilliseconds: UInt64 = 1000

    /// Reads the file and holds it against the log it is to be used on.
    init(_ file: CursorFile, _ reader: LogReader, path: String) throws {
        self.file = file
        log = try reader.logDescription().incarnation.hex
        consumers = try ConsumerRegistry(of: reader)
        let cursor = try file.read()
        if let cursor, cursor.log != log {
            throw CommandFailure(
                "the cursor file \(file.path) belongs to another log than \(path), or to this one "
                    + "before it was restored.\nName another with --cursor-file, or delete it to "
                    + "start from the beginning."
            )
        }
        try file.checkWritable()
        start = cursor?.arrival
        window = cursor?.window
        outputStart = cursor?.output
        written = cursor?.arrival
        writtenWindow = cursor?.window
        if cursor != nil { makeKnown() }
    }

    /// Says on standard error how many messages were pruned that the last runs had not come to.
    func tellMissed(_ reader: LogReader) throws {
        guard let start else { return }
        let missed = try reader.countGone(afterArrival: start)
        guard missed > 0 else { return }
        Diagnostics.say(
            "\(Quantity.messages(missed)) that arrived after the last run with \(file.path) "
                + "\(missed == 1 ? "is" : "are") gone: retention removed "
                + "\(missed == 1 ? "it" : "them") before this reader came back. It goes on with "
                + "what is there."
        )
    }

    /// Notes the beginning of the output before anything is printed.
    ///
    /// So a run that is killed at once is known to the next one, and to whoever prunes.
    func begin(_ output: ByteSink, _ reader: LogReader) throws {
        guard start == nil else { return }
        let arrival = try reader.arrivalBeforeFirst()
        try write(ConsumerCursor(log: log, arrival: arrival, output: output.end))
        written = arrival
    }

    /// True when the extent of a window must be noted before it is printed: its output is appended to a
    /// file.
    ///
    /// A run that is killed amid a window leaves a part of it in the file. The next one finds its place
    /// there by printing the same.
    func mustNote(_ window: ConsumerCursor.Window, on output: ByteSink) -> Bool {
        output.end != nil && window != writtenWindow
    }

    /// Remembers how far the messages have been looked at, and their output written.
    ///
    /// - Parameters:
    ///   - reached: The arrival number up to which all is done.
    ///   - window: The state of the window behind it, if one is being printed.
    ///   - isFinal: False while more follows: then not every call writes the file.
    ///   - output: The output, which is made durable first.
    /// - Throws: `CommandFailure` when the file cannot be written.
    func advance(
        to reached: UInt64?,
        in window: ConsumerCursor.Window? = nil,
        isFinal: Bool,
        output: ByteSink? = nil
    ) throws {
        let arrival = max(written ?? 0, reached ?? 0)
        guard written.map({ arrival > $0 || window != writtenWindow }) ?? (reached != nil) else {
            return
        }
        let now = WallClock.system.now
        guard isFinal || now &- writtenAt >= Self.intervalMilliseconds else { return }
        let end = output?.end
        // The cursor is made durable, and must not be ahead of what it says was written.
        if end != nil, let output { fsync(output.descriptor) }
        try write(ConsumerCursor(log: log, arrival: arrival, window: window, output: end))
        written = arrival
        writtenWindow = window
        writtenAt = now
    }

    private func write(_ cursor: ConsumerCursor) throws {
        try file.write(cursor)
        makeKnown()
    }

    /// Nothing is said where that cannot be done: a log in a folder that may not be written is read as
    /// well.
    private func makeKnown() {
        guard let path = file.absolutePath else { return }
        consumers.enter(cursorFile: path)
    }
}
