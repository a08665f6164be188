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
    private(set) var lastArrival: Int64?

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
        var arrivals: [Int64] = []
        var backward = query
        backward.newestFirst = true
        backward.limit = count
        try source.forEach(backward) { record in
            arrivals.append(record.arrival)
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

    /// Writes what waits, and then the cursor: a crash between the two prints a message again
    /// rather than never.
    func save() throws {
        try sink.flush()
        if let lastArrival {
            try bookmark?.advance(to: lastArrival, isFinal: true, output: sink)
        }
    }
}
