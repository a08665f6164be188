import GossipStore

/// One run through the log: what has been printed and how far it came.
struct ListingPass {
    let request: ListRequest
    private let source: RecordSource
    let sink: ByteSink
    var printer: RecordPrinter
    let bookmark: Bookmark?
    /// The file that the reader has opened.
    let file: FileIdentity?
    private(set) var printed = 0
    var reader: LogReader { source.reader }
    /// The arrival number of the last message given to the printer.
    private(set) var lastArrival: UInt64?
    /// Everything up to here has been looked at.
    private var looked: UInt64?
    /// How many had been printed when the cursor was last written.
    private var printedBefore = 0

    init(
        request: ListRequest,
        source: RecordSource,
        sink: ByteSink,
        printer: RecordPrinter,
        bookmark: Bookmark?
    ) {
        self.request = request
        file = FileIdentity(path: request.path)
        self.source = source
        self.sink = sink
        self.printer = printer
        self.bookmark = bookmark
    }

    /// Prints all that the query and the limit on their number admit.
    mutating func list(_ query: LogQuery) throws {
        // After a given start, a limit means the next ones: nothing may be passed over.
        let goesForward = query.afterArrival != nil && !request.newestFirst
        if let count = request.count, !request.newestFirst, !goesForward {
            try printNewest(count, query)
        } else {
            var query = query
            query.newestFirst = request.newestFirst
            try printMatching(query, count: request.count)
        }
    }

    /// Prints in the order of the query until so many have matched.
    mutating func printMatching(_ query: LogQuery, count: Int? = nil) throws {
        var query = query
        query.limit = count
        try source.forEach(query) { record in
            try take(record)
            return true
        }
    }

    /// Prints the newest, the oldest of them first.
    ///
    /// Finds them from the newest on and keeps only their arrival numbers, 8 bytes each, since a
    /// million bodies would not fit into memory.
    private mutating func printNewest(_ count: Int, _ query: LogQuery) throws {
        var arrivals: [UInt64] = []
        var backward = query
        backward.newestFirst = true
        backward.limit = count
        try source.forEach(backward) { record in
            arrivals.append(record.arrival)
            printer.makeRoom(for: record)
            return true
        }
        for arrival in arrivals.reversed() {
            if let record = try reader.record(arrival: arrival) { try take(record) }
        }
    }

    private mutating func take(_ record: LogRecord) throws {
        printer.print(record)
        printed += 1
        lastArrival = record.arrival
        guard try sink.flushIfFull() else { return }
        if sink.isInterrupted() {
            try save()
            throw OutputClosed()
        }
        try bookmark?.advance(
            to: record.arrival,
            isFinal: false,
            output: sink
        )
    }

    /// Notes that everything up to here has been looked at.
    ///
    /// What did not match has been read as well: it need not be looked at again, and retention may
    /// take it. Not so where a later run may find a match there.
    mutating func look(through end: UInt64) {
        guard request.until == nil, request.words == nil else { return }
        looked = max(end, looked ?? 0)
    }

    /// Writes what waits, and then the cursor: a crash between the two prints a message again
    /// rather than never.
    ///
    /// When nothing was printed since the last time, the cursor has time, unless this is the end.
    mutating func save(isEnd: Bool = true) throws {
        try sink.flush()
        guard let reached = [lastArrival, looked].compactMap(\.self).max() else { return }
        let isFinal = isEnd || printed > printedBefore
        try bookmark?.advance(to: reached, isFinal: isFinal, output: sink)
        printedBefore = printed
    }
}
