import GossipStore
import GossipText

/// The terms of a listing as far as they are known without the log: the arguments, checked.
struct ListTerms {
    let times: TimeWindow
    let pattern: BodyPattern?
    let words: SearchWords?
    let start: ArrivalStart?
    /// The limit on the number of messages; nil without one.
    let count: Int?

    /// Messages that `-f` begins with.
    private static let followedCount = 10
    /// Messages that a pager begins at the end of: as many as journalctl's.
    private static let pagedCount = 1_000

    init(_ command: ListCommand, clock: WallClock) throws {
        try Self.checkCombinations(command)
        start = try command.continuation.start()
        times = try command.selection.times(clock)
        pattern = try command.grep.map { pattern throws(CommandFailure) in
            try BodyPattern(
                pattern,
                isCaseSensitive: command.caseSensitive.map { $0 == .yes }
            )
        }
        words = try command.search.map(Self.words)
        count = Self.count(command)
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

    private static func count(_ command: ListCommand) -> Int? {
        switch command.lines {
        case .newest(let count): return count
        case .all: return nil
        case nil:
            // A time or a cursor says already which message comes first.
            let isOpen = !command.continuation.isPresent && command.selection.since == nil
            guard isOpen else { return nil }
            return command.follow ? followedCount : command.pagerEnd ? pagedCount : nil
        }
    }

    private static func checkCombinations(_ command: ListCommand) throws {
        if command.reverse, command.follow {
            throw CommandFailure("-r and -f exclude each other: what is followed has no end yet.")
        }
        if command.pagerEnd, command.follow {
            throw CommandFailure("-e and -f exclude each other: what is followed has no end yet.")
        }
        if command.search != nil, command.follow {
            throw CommandFailure(
                "--search and -f exclude each other: the index knows what is there. Follow with "
                    + "--grep."
            )
        }
        if command.reverse, command.continuation.cursorFile != nil {
            throw CommandFailure(
                "-r and --cursor-file exclude each other: a cursor moves forward only."
            )
        }
    }
}
