import GossipStore

/// One run of a listing: it prints, and knows how far it came.
struct ListPass {
    let plan: ListPlan
    let sink: ByteSink
    var printer: RecordPrinter
    private(set) var printed = 0
    /// The arrival number of the last message given to the printer.
    private(set) var lastArrival: UInt64?
    /// Everything up to here has been looked at.
    private var looked: UInt64?
    /// Messages that had been printed when the cursor was last written.
    private var printedBefore = 0

    init(_ plan: ListPlan, on screen: Screen) {
        self.plan = plan
        sink = screen.sink
        printer = RecordPrinter(
            plan.format,
            on: screen,
            authors: plan.names,
            showsArrivalTime: plan.showsArrivalTime
        )
    }

    /// Prints; with `-f` until a signal comes or nobody reads any longer.
    ///
    /// Throws: `CommandFailure` with exit code 1 when nothing matched.
    static func run(_ plan: ListPlan) throws {
        let screen = Screen(plan.screen, allowPager: !plan.follows)
        var pass = ListPass(plan, on: screen)
        defer { screen.close() }
        try plan.cursor?.tellMissed(plan.reader)
        // With a limit, the first run takes the newest, however often it is begun.
        if plan.extent == .fromStart { try plan.cursor?.begin(screen.sink, plan.reader) }
        screen.sink.passOverWritten(from: plan.cursor?.outputStart)
        do {
            if plan.follows {
                try pass.follow()
            } else {
                try pass.listToEnd()
            }
        } catch is OutputClosed {
            // The reader has seen enough.
            return
        }
        if pass.printed == 0, !plan.follows {
            throw CommandFailure("no message matches.", exit: .nothing)
        }
    }

    private mutating func listToEnd() throws {
        let end = try plan.reader.lastArrivalGiven()
        try list()
        // A limit on messages behind a start is an end before the end.
        if printed < plan.query.limit ?? .max { look(through: end) }
        try save()
    }

    /// Prints the messages of the plan that are there.
    mutating func list() throws {
        switch plan.extent {
        case .fromStart: try printMatching(plan.query)
        case .newest(let count): try printNewest(count)
        }
    }

    /// Prints in the order of the query up to its limit.
    mutating func printMatching(_ query: LogQuery) throws {
        try plan.source.forEach(query, where: plan.isWanted) { record in
            try take(record)
            return true
        }
    }

    /// Prints the newest, the oldest of them first.
    ///
    /// Finds them from the newest on by their summaries, and keeps only arrival numbers, 8 bytes each: a
    /// million bodies would not fit into memory. So each message is decoded and hashed once.
    private mutating func printNewest(_ count: Int) throws {
        var arrivals: [UInt64] = []
        var backward = plan.query
        backward.newestFirst = true
        backward.limit = count
        try plan.source.forEachSummary(backward, where: plan.isWanted) { summary in
            arrivals.append(summary.arrival)
            printer.makeRoom(for: summary)
            return true
        }
        try plan.reader.forEach(arrivals: arrivals.reversed()) { record in
            try take(record)
            return true
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
        try plan.cursor?.advance(to: record.arrival, isFinal: false, output: sink)
    }

    /// Notes that everything up to here has been looked at.
    ///
    /// Messages that did not match have been read as well: they need not be looked at again, and pruning
    /// may take them. Not so where a later run may find a match there.
    mutating func look(through end: UInt64) {
        guard plan.passesOverForGood else { return }
        looked = max(end, looked ?? 0)
    }

    /// Writes what waits, and then the cursor: a crash between the two prints a message again
    /// rather than never.
    ///
    /// When nothing was printed since the last time, the cursor has time, except at the end.
    mutating func save(isEnd: Bool = true) throws {
        try sink.flush()
        guard let reached = [lastArrival, looked].compactMap(\.self).max() else { return }
        let isFinal = isEnd || printed > printedBefore
        try plan.cursor?.advance(to: reached, isFinal: isFinal, output: sink)
        printedBefore = printed
    }
}
