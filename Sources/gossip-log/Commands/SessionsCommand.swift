import ArgumentParser

/// `gossip-log sessions`: each run of the node, and what it caught up.
struct SessionsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sessions",
        abstract: "List the runs of the node: start, end, what was caught up, and the proof."
    )

    @OptionGroup var arguments: SessionsArguments

    mutating func run() throws {
        try Sessions(arguments).run()
    }
}
