import ArgumentParser

/// `gossip-log show ID`: everything the log knows about one message.
struct ShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show one message: content, signature, and how it got here."
    )

    @OptionGroup var arguments: ShowArguments

    mutating func run() throws {
        try Showing(arguments).run()
    }
}
