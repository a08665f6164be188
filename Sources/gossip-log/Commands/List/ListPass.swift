import GossipStore
import GossipWire

/// One run of a listing: it prints, and knows how far it came.
struct ListPass {
    let plan: ListPlan
    let sink: ByteSink
    var printer: RecordPrinter
    private(set) var printed = 0
    /// The arrival number up to which all has been given to the printer.
    private(set) var lastArrival: UInt64?
    /// The window that is being printed.
    private var window: ConsumerCursor.Window?
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
        let pager: Screen.Paging =
            plan.follows || !plan.format.isForPeople ? .none : plan.pagerEnd ? .atEnd : .atStart
        let screen = Screen(plan.screen, pager: pager)
        var pass = ListPass(plan, on: screen)
        defer { screen.close() }
        try plan.cursor?.tellMissed(plan.reader)
        // With a limit, the first run takes the newest, however often it is begun.
        if plan.extent == .fromStart { try plan.cursor?.begin(screen.sink, plan.reader) }
        screen.sink.passOverWritten(from: plan.cursor?.outputStart)
        do {
            if plan.follows {
                let unknown = try UnknownTopics(plan.query.topics, in: plan.reader)
                if let sentence = unknown.sentence { Diagnostics.say(sentence) }
                try pass.follow()
            } else {
                try pass.listToEnd()
            }
        } catch is OutputClosed {
            // The reader has seen enough.
            return
        }
        if pass.printed == 0, !plan.follows {
            let unknown = try UnknownTopics(plan.query.topics, in: plan.reader).sentence
            throw CommandFailure(unknown ?? "no message matches.", exit: .nothing)
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
        guard !plan.isInWindows else { return try printWindows(query) }
        let isByArrival = query.order == .arrival
        try plan.source.forEach(query, where: plan.isWanted) { record in
            if isByArrival { lastArrival = record.arrival }
            try take(record)
            return true
        }
    }

    /// Prints window by window; the first as far as it was begun by a run before.
    private mutating func printWindows(_ query: LogQuery) throws {
        var begun = reached == nil ? plan.cursor?.window : nil
        try ArrivalWindow.forEach(
            query,
            from: plan.source,
            where: plan.isWanted,
            firstThrough: begun?.through,
            in: plan.reader
        ) { window in
            try print(window, behind: begun?.printed)
            begun = nil
            return true
        }
    }

    /// Prints the messages of a window, or those behind one of them that a run before has printed.
    private mutating func print(_ window: ArrivalWindow, behind printed: MessageID?) throws {
        let start = printed.flatMap { id in window.messages.firstIndex { $0.id == id } }
        let rest = window.messages[(start.map { $0 + 1 } ?? 0)...]
        let mark = ConsumerCursor.Window(through: window.through, printed: printed)
        if let cursor = plan.cursor, cursor.mustNote(mark, on: sink) {
            try sink.flush()
            try cursor.advance(to: reached, in: mark, isFinal: true, output: sink)
        }
        try plan.reader.forEach(arrivals: rest.lazy.map(\.arrival)) { record in
            self.window = ConsumerCursor.Window(through: mark.through, printed: record.message.id)
            try take(record)
            return true
        }
        self.window = nil
        lastArrival = max(lastArrival ?? 0, window.through)
    }

    /// Prints the newest, the oldest of them first.
    ///
    /// Finds them from the newest on by their summaries, and keeps only arrival numbers, 8 bytes each: a
    /// million bodies would not fit into memory. So each message is decoded and hashed once. The cursor
    /// waits for the last one: whoever begins again takes the newest of then.
    private mutating func printNewest(_ count: Int) throws {
        let arrivals = try newestArrivals(count)
        try plan.reader.forEach(arrivals: arrivals) { record in
            try take(record)
            return true
        }
        lastArrival = arrivals.max()
    }

    private mutating func newestArrivals(_ count: Int) throws -> [UInt64] {
        var arrivals: [UInt64] = []
        var found: [MessageSummary] = []
        var backward = plan.query
        backward.newestFirst = true
        backward.limit = count
        try plan.source.forEachSummary(backward, where: plan.isWanted) { summary in
            if plan.sortsNewest { found.append(summary) } else { arrivals.append(summary.arrival) }
            printer.makeRoom(for: summary)
            return true
        }
        if plan.sortsNewest { return try plan.reader.inTimeOrder(found).map(\.arrival) }
        arrivals.reverse()
        return arrivals
    }

    private mutating func take(_ record: LogRecord) throws {
        printer.print(record)
        printed += 1
        guard try sink.flushIfFull() else { return }
        if sink.isInterrupted() {
            try save()
            throw OutputClosed()
        }
        try advance(isFinal: false)
    }

    /// The arrival number up to which all has been printed or looked at.
    private var reached: UInt64? { [lastArrival, looked].compactMap(\.self).max() }

    /// Moves the cursor to what has been printed.
    private func advance(isFinal: Bool) throws {
        try plan.cursor?.advance(to: reached, in: window, isFinal: isFinal, output: sink)
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
        try advance(isFinal: isEnd || printed > printedBefore)
        printedBefore = printed
    }
}
