import ArgumentParser
import GossipStore
import GossipText

/// Which messages, for subcommands that work on a part of a log.
struct SelectionArguments: ParsableArguments {
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

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "Only this author, by name or by the start of the key; repeatable.",
            valueName: "author"
        )
    )
    var author: [String] = []

    /// The query that it means.
    func query(_ choice: AuthorChoice, clock: WallClock) throws -> LogQuery {
        let times = try TimeWindow(since: since, until: until, clock: clock)
        var query = LogQuery()
        query.sinceMilliseconds = times.since
        // The store's range ends before its end, a person's includes it.
        query.untilMilliseconds = times.until.map { $0 &+ 1 }
        query.topics = topic
        query.authors = try author.map(choice.key)
        return query
    }
}
