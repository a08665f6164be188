import ArgumentParser

/// `gossip-log compare`: the messages of each of two logs that the other lacks.
struct CompareCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "Show what each of two logs has that the other lacks.",
        discussion: """
            Equal logs compare at once, whatever their size: the logs keep sums of their ids. What a \
            log lacks because its retention has removed it, or a message's own lifetime is over \
            there, is counted apart and is no difference. Status 0: equal; 1: different.
            """
    )

    @Argument(help: "A log.")
    var left: String

    @Argument(help: "Another log.")
    var right: String

    @Option(
        name: [.customShort("n", allowingJoined: true), .long],
        parsing: .unconditional,
        help: ArgumentHelp(
            "Messages to show that only one log has, or \"all\"; they are all counted.",
            valueName: "n"
        )
    )
    var lines = LineCount.newest(10)

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "text (for people), json (one object a line), id (each id after < or >).",
            valueName: "format"
        )
    )
    var output = CompareFormat.text

    @OptionGroup var screen: OutputOptions

    mutating func run() throws {
        try Comparison(self).run()
    }
}

/// The form of a comparison, the value of `-o`.
enum CompareFormat: String, CaseIterable, ExpressibleByArgument {
    /// Counts, and the first messages that differ.
    case text
    /// One JSON object a line.
    case json
    /// Each id that only one log has, after `<` or `>`.
    case id
}
