import ArgumentParser
import GossipStore
import GossipText
import GossipWire

/// The part of a log that a subcommand works on.
struct SelectionOptions: ParsableArguments {
    @Option(
        name: [.customShort("S"), .long],
        parsing: .unconditional,
        help: ArgumentHelp("Not older than this.", valueName: "time")
    )
    var since: String?

    @Option(
        name: [.customShort("U"), .long],
        parsing: .unconditional,
        help: ArgumentHelp("Not newer than this.", valueName: "time")
    )
    var until: String?

    @Option(
        name: .shortAndLong,
        parsing: .unconditionalSingleValue,
        help: ArgumentHelp("Only this topic; repeatable.", valueName: "topic")
    )
    var topic: [String] = []

    @OptionGroup var authors: AuthorOptions

    /// The times that were typed.
    func times(_ clock: WallClock) throws(CommandFailure) -> TimeWindow {
        try TimeWindow(since: since, until: until, clock: clock)
    }

    /// The query of these times, topics and authors.
    func query(_ times: TimeWindow, _ choice: AuthorChoice) throws -> LogQuery {
        var query = LogQuery()
        query.sinceMilliseconds = times.since
        // The store's range ends before its end, a person's includes it.
        query.untilMilliseconds = times.until.map { $0 &+ 1 }
        query.topics = topic
        query.authors = try authors.keys(choice)
        return query
    }
}

/// The authors whose messages a subcommand works on.
struct AuthorOptions: ParsableArguments {
    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "Only this author, by name or by the start of the key; repeatable.",
            valueName: "author"
        )
    )
    var author: [String] = []

    /// The keys that were meant; none for all authors.
    func keys(_ choice: AuthorChoice) throws -> [AuthorKey] { try author.map(choice.key) }
}

/// The times of `--since` and `--until`, in milliseconds since 1970.
struct TimeWindow {
    let since: UInt64?
    let until: UInt64?

    init(since: String?, until: String?, clock: WallClock) throws(CommandFailure) {
        self.since = try Self.time(since, "--since", .start, clock)
        self.until = try Self.time(until, "--until", .end, clock)
        if let since = self.since, let until = self.until, since > until {
            throw CommandFailure(
                "--since \(TimeFormat.people(since, in: clock.zone)) is after --until "
                    + "\(TimeFormat.people(until, in: clock.zone)). Exchange them."
            )
        }
    }

    private static func time(
        _ text: String?,
        _ flag: String,
        _ end: RangeEnd,
        _ clock: WallClock
    ) throws(CommandFailure) -> UInt64? {
        guard let text else { return nil }
        let expression = TimeExpression(now: clock.now, zone: clock.zone)
        if let time = expression.milliseconds(text, as: end) { return time }
        throw CommandFailure(
            "\(flag) \"\(SafeText.text(text))\" is not a time.\nAccepted are "
                + TimeExpression.accepted
        )
    }
}
