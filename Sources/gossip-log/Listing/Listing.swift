import GossipStore
import GossipWire

/// The work of `list`: find what matches, print it, and follow what comes.
struct Listing {
    private let request: ListRequest
    private let reader: LogReader
    private let names: AuthorNames
    private let query: LogQuery
    private let bookmark: Bookmark?

    /// Opens the log and finds in it what the arguments name.
    init(_ request: ListRequest) throws {
        self.request = request
        let reader = try OpenedLog.reader(request.path)
        let names = try AuthorNames(reader)
        bookmark = try request.cursorFile.map { try Bookmark($0, reader, path: request.path) }
        var query = LogQuery()
        query.sinceMilliseconds = request.since
        // The store's range ends before its end, a person's includes it.
        query.untilMilliseconds = request.until.map { $0 &+ 1 }
        query.clock = request.usesArrivalTime ? .arrival : .message
        query.topics = request.topics
        if !request.authors.isEmpty {
            let choice = AuthorChoice(names: names, reader: reader, path: request.path)
            query.authors = try request.authors.map(choice.key)
        }
        query.afterArrival = try Self.start(request, reader) ?? bookmark?.start
        let isByArrival =
            request.usesArrivalTime || request.follow || bookmark != nil || request.words != nil
            || query.afterArrival != nil
        query.order = isByArrival ? .arrival : .id
        self.query = query
        self.reader = reader
        self.names = names
    }

    /// Prints; with `-f` until a signal comes or nobody reads any more.
    ///
    /// Throws: `CommandFailure` with exit code 1 when nothing matched.
    func run() throws {
        let screen = Screen(request.screen, allowPager: !request.follow)
        let printer = RecordPrinter(
            request.format,
            on: screen,
            authors: names,
            showsArrivalTime: request.usesArrivalTime
        )
        var pass = ListingPass(
            request: request,
            source: try RecordSource(request, reader),
            sink: screen.sink,
            printer: printer,
            bookmark: bookmark
        )
        defer { screen.close() }
        try bookmark?.tellMissed(reader)
        // With a limit, the first run takes the newest, however often it is begun.
        if request.count == nil { try bookmark?.begin(screen.sink, reader) }
        screen.sink.passOverWritten(from: bookmark?.outputStart)
        do {
            if request.follow {
                try pass.follow(query)
            } else {
                let end = try reader.lastArrivalGiven()
                try pass.list(query)
                // A limit on what follows a start is an end before the end.
                let isWhole = request.count.map { pass.printed < $0 } ?? true
                if isWhole || query.afterArrival == nil { pass.look(through: end) }
                try pass.save()
            }
        } catch is OutputClosed {
            // The reader has seen enough.
            return
        }
        if pass.printed == 0, !request.follow {
            throw CommandFailure("no message matches.", exit: .nothing)
        }
    }

    private static func start(_ request: ListRequest, _ reader: LogReader) throws -> UInt64? {
        switch request.start {
        case nil: nil
        case .arrival(let arrival): arrival
        case .id(let prefix):
            try RecordLookup(reader: reader, path: request.path, absence: .failure)
                .record(prefix).arrival
        }
    }
}
