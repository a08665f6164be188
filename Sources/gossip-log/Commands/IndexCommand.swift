import ArgumentParser

/// `gossip-log index`: make or fill the full-text index of a log.
struct IndexCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "index",
        abstract: "Make or fill the full-text index that --search uses.",
        discussion: """
            The index is a file of its own beside the log, FILE.search. Publishing never waits for \
            it: it is filled by this command from where the last one ended, with --follow for as \
            long as it runs. --search also finds what arrived since, up to 20,000 messages. The \
            file may be removed at any time.
            """
    )

    @OptionGroup var log: LogOptions

    @Flag(name: .shortAndLong, help: "Keep the index up to date, until Ctrl-C.")
    var follow = false

    mutating func run() throws {
        try Indexing(path: log.db, follow: follow).run()
    }
}
