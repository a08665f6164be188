import GossipStore
import GossipText

/// What `list` is to do, as far as it is known without the log: the arguments, checked.
struct ListRequest {
    /// Where the listing starts in the order of arrival.
    enum Start: Equatable {
        case arrival(UInt64)
        case id(prefix: String)
    }

    let path: String
    let since: UInt64?
    let until: UInt64?
    let usesArrivalTime: Bool
    let topics: [String]
    let authors: [String]
    let pattern: BodyPattern?
    let words: SearchWords?
    /// How many to print; nil without a limit.
    let count: Int?
    let newestFirst: Bool
    let follow: Bool
    let start: Start?
    let cursorFile: CursorFile?
    let format: OutputFormat
    let screen: OutputOptions

    /// Messages that `-f` begins with.
    private static let followedCount = 10

    init(_ arguments: ListArguments, clock: WallClock) throws {
        try Self.checkCombinations(arguments)
        path = arguments.log.db
        let times = try TimeWindow(
            since: arguments.since,
            until: arguments.until,
            clock: clock
        )
        since = times.since
        until = times.until
        usesArrivalTime = arguments.arrived
        topics = arguments.topic
        authors = arguments.author
        pattern = try arguments.grep.map { pattern throws(CommandFailure) in
            try BodyPattern(pattern)
        }
        words = try arguments.search.map(Self.words)
        newestFirst = arguments.reverse
        follow = arguments.follow
        start = try arguments.after.map(Self.start)
        cursorFile = arguments.cursorFile.map(CursorFile.init)
        count = Self.count(arguments)
        format = arguments.output
        screen = arguments.screen
    }

    private static func words(_ text: String) throws -> SearchWords {
        guard let words = SearchWords(text) else {
            throw CommandFailure(
                "--search \"\(SafeText.text(text))\" holds no word, or more than 64. A word is made "
                    + "of letters and digits; --grep finds anything else."
            )
        }
        return words
    }

    private static func count(_ arguments: ListArguments) -> Int? {
        switch arguments.lines {
        case .newest(let count): return count
        case .all: return nil
        case nil:
            // A start of its own says what comes first; so does a cursor file.
            let isOpen =
                arguments.after == nil && arguments.cursorFile == nil
                && arguments.since == nil
            return arguments.follow && isOpen ? followedCount : nil
        }
    }

    private static func checkCombinations(_ arguments: ListArguments) throws {
        if arguments.reverse, arguments.follow {
            throw CommandFailure("-r and -f exclude each other: what is followed has no end yet.")
        }
        if arguments.search != nil, arguments.follow {
            throw CommandFailure(
                "--search and -f exclude each other: the index knows what is there. Follow with "
                    + "--grep."
            )
        }
        if arguments.reverse, arguments.cursorFile != nil {
            throw CommandFailure(
                "-r and --cursor-file exclude each other: a cursor moves forward only."
            )
        }
        if arguments.after != nil, arguments.cursorFile != nil {
            throw CommandFailure(
                "--after and --cursor-file both say where to start. Give one of them."
            )
        }
    }

    /// An arrival number has no leading zero, and every id has one until the year 2527.
    static func start(_ text: String) throws -> Start {
        if let arrival = UInt64(text), text == "0" || text.first != "0" {
            return .arrival(arrival)
        }
        return .id(prefix: try IDPrefix.hex(text, "--after"))
    }
}
