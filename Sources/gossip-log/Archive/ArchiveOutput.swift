import ArgumentParser
import GossipStore
import GossipText
import GossipWire

/// An archive that is being written, in either form.
struct ArchiveOutput {
    private let format: ArchiveFormat
    private let sink: ByteSink
    private let names: AuthorNames
    /// Messages written.
    private(set) var count: UInt64 = 0

    init(_ format: ArchiveFormat, to sink: ByteSink, names: AuthorNames) {
        self.format = format
        self.names = names
        self.sink = sink
        if format == .binary { Archive.appendHeading(to: &sink.pending) }
    }

    /// Writes a message.
    mutating func add(_ record: LogRecord) throws {
        switch format {
        case .binary:
            Archive.append(record.message, to: &sink.pending)
        case .json:
            var object = MessageEvent(record, names: names).object
            object.add(ArchiveLine.field, base64: record.message.encoded[...])
            sink.pending.append(contentsOf: object.closed)
            sink.pending.append(UInt8(ascii: "\n"))
        }
        count += 1
        try sink.flushIfFull()
    }

    /// Writes what an archive ends with.
    func end() {
        if format == .binary { Archive.appendEnd(count: count, to: &sink.pending) }
    }
}

/// The form of exported messages, the value of `-o`.
enum ArchiveFormat: String, CaseIterable, ExpressibleByArgument {
    /// The signed bytes, a few bytes around each message.
    case binary
    /// One JSON object a line: the fields of the node's `message` event, and the signed bytes.
    case json
}

/// The form of an archive.
struct ArchiveOptions: ParsableArguments {
    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "binary (the signed bytes), json (an object a line, the signed bytes in it).",
            valueName: "format"
        )
    )
    var output = ArchiveFormat.binary
}
