import ArgumentParser

/// `gossip-log forks`: authors that signed two messages with one number.
struct ForksCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "forks",
        abstract: "List authors that signed different messages with one number; export the proof.",
        discussion: """
            A fork says that the author lied, or that its key is used in two places. Both messages \
            are signed, so the file that --proof writes convinces anybody: --check needs nothing \
            else. Ends with status 1 when there is none.
            """
    )

    @OptionGroup var arguments: ForksArguments

    mutating func run() throws {
        if let file = arguments.check {
            try ForkCheck(arguments).run(file)
        } else if let path = arguments.db {
            try ForkListing(arguments, path: path).run()
        }
    }
}
