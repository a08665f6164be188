import GossipStore
import GossipText
import GossipWire

/// The work of `export`: write the messages of a query into an archive.
struct Export {
    private let arguments: ExportArguments
    private let reader: LogReader
    private let query: LogQuery
    private let bookmark: Bookmark?

    init(_ arguments: ExportArguments, clock: WallClock) throws {
        self.arguments = arguments
        let path = arguments.log.db
        let reader = try OpenedLog.reader(path)
        let names = try AuthorNames(reader)
        let choice = AuthorChoice(names: names, reader: reader, path: path)
        let cursor = try arguments.cursorFile.map {
            try Bookmark(CursorFile(path: $0), reader, path: path)
        }
        var query = try arguments.selection.query(choice, clock: clock)
        query.order = .arrival
        query.afterArrival =
            try ArrivalStart(arguments.after, reader, path: path)?.arrival
            ?? cursor?.start
        self.query = query
        self.reader = reader
        bookmark = cursor
    }

    /// Writes the archive, and says how much it holds on standard error.
    func run() throws {
        let file = try OutputFile(arguments.file, isText: arguments.output == .json)
        try bookmark?.tellMissed(reader)
        let end = try reader.lastArrivalGiven()
        var count: UInt64 = 0
        var last: UInt64?
        do {
            try file.write { sink in
                var output = ArchiveOutput(arguments.output, to: sink)
                try reader.forEach(query) { record in
                    try output.add(record)
                    last = record.arrival
                    return true
                }
                output.end()
                count = output.count
            }
        } catch is OutputClosed {
            // The reader has seen enough; the cursor stays where it was.
            return
        }
        // What did not match need not be looked at again, unless a later run may find a match there.
        let reached = arguments.selection.until == nil ? max(end, last ?? 0) : last
        if let reached { try bookmark?.advance(to: reached, isFinal: true) }
        let place = arguments.file == "-" ? "" : " to \(arguments.file)"
        Diagnostics.say("exported \(Quantity.messages(count))\(place).")
        if count == 0 { throw CommandFailure("no message matches.", exit: .nothing) }
    }
}
