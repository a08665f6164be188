import ArgumentParser
import GossipStore
import GossipText

/// The start of an output that continues an earlier one.
struct ContinuationOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "Only what arrived after this message.",
            valueName: "id|arrival"
        )
    )
    var after: String?

    @Option(
        name: .customLong("cursor-file"),
        help: ArgumentHelp(
            "Continue where the last run with this file ended, and note in it how far this one "
                + "came.",
            valueName: "file"
        ),
        completion: .file()
    )
    var cursorFile: String?

    /// True when one of them was typed.
    var isPresent: Bool { after != nil || cursorFile != nil }

    /// The start that was typed.
    func start() throws(CommandFailure) -> ArrivalStart? {
        if after != nil, cursorFile != nil {
            throw CommandFailure(
                "--after and --cursor-file both say where to start. Give one of them."
            )
        }
        guard let after else { return nil }
        return try ArrivalStart(after)
    }

    /// The cursor of the file that was named.
    func cursor(in reader: LogReader, path: String) throws -> LogCursor? {
        try cursorFile.map { try LogCursor(CursorFile(path: $0), reader, path: path) }
    }
}

/// The start that `--after` names: an arrival number, or the message with an id.
enum ArrivalStart: Equatable {
    case arrival(UInt64)
    case id(prefix: String)

    /// Reads it: an arrival number has no leading zero, and every id has one until the year 2527.
    init(_ text: String) throws(CommandFailure) {
        if let arrival = UInt64(text), text == "0" || text.first != "0" {
            self = .arrival(arrival)
        } else {
            self = .id(prefix: try IDPrefix.hex(text, "--after"))
        }
    }

    /// The arrival number after which to start.
    func arrival(in reader: LogReader, path: String) throws -> UInt64 {
        switch self {
        case .arrival(let arrival): arrival
        case .id(let prefix):
            try RecordLookup(reader: reader, path: path, absence: .failure).record(prefix).arrival
        }
    }
}
