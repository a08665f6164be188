import GossipStore
import GossipText

/// A listing, resolved: every question that the arguments raise has its answer here, once.
struct ListPlan {
    /// The part of the query's messages that is printed.
    enum Extent: Equatable {
        /// All, or the first up to the query's limit, in its order.
        case fromStart
        /// The newest so many, the oldest of them first.
        case newest(Int)
    }

    let path: String
    let reader: LogReader
    let names: AuthorNames
    /// The file that the reader has opened.
    let file: FileStatus.Identity?
    let query: LogQuery
    let extent: Extent
    /// The source of messages, which a search for words takes from an index.
    var source: any RecordSource
    /// True when messages print window by window of those that arrived after one another.
    let isInWindows: Bool
    /// True when the newest come from the source in another order than they print in.
    let sortsNewest: Bool
    /// The condition on bodies; nil for any.
    let isWanted: BodyCondition?
    /// True when printing goes on as messages arrive.
    let follows: Bool
    /// True when a later run can find no match among messages that this one passes over.
    let passesOverForGood: Bool
    let cursor: LogCursor?
    let format: OutputFormat
    let showsArrivalTime: Bool
    let screen: OutputOptions
    /// True when a pager begins at the end.
    let pagerEnd: Bool

    /// Opens the log and finds in it what the arguments name.
    init(_ command: ListCommand, clock: WallClock) throws {
        let terms = try ListTerms(command, clock: clock)
        path = command.log.db
        reader = try ReadableLog.open(path)
        names = try AuthorNames(reader)
        file = FileStatus(path: path)?.identity
        cursor = try command.continuation.cursor(in: reader, path: path)
        let choice = AuthorChoice(names: names, reader: reader, path: path)
        var query = try command.selection.query(terms.times, choice)
        query.afterArrival = try terms.start?.arrival(in: reader, path: path) ?? cursor?.start
        query.clock = command.arrived ? .arrival : .message
        query.order = command.arrived ? .arrival : .time
        query.newestFirst = command.reverse
        extent = Self.extent(of: terms.count, &query, follows: command.follow)
        let continues = command.follow || cursor != nil || query.afterArrival != nil
        isInWindows = !command.arrived && (continues || terms.words != nil)
        sortsNewest = !command.arrived && terms.words != nil
        self.query = query
        source =
            if let words = terms.words {
                try WordSearch.open(words, in: reader, path: path)
            } else { reader }
        isWanted = terms.pattern.map { pattern in { pattern.matches($0) } }
        follows = command.follow
        passesOverForGood = terms.times.until == nil && terms.words == nil
        format = command.output
        showsArrivalTime = command.arrived
        screen = command.screen
        pagerEnd = command.pagerEnd
    }

    /// Makes a limit part of the query, or of the extent where it counts from the other end.
    ///
    /// After a given start it means the next ones, for nothing may be passed over there; of those that
    /// are followed there is no last one.
    private static func extent(
        of count: Int?,
        _ query: inout LogQuery,
        follows: Bool
    ) -> Extent {
        if let count, query.afterArrival == nil, !query.newestFirst { return .newest(count) }
        if !follows { query.limit = count }
        return .fromStart
    }
}
