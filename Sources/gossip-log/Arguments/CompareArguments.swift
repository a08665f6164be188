import ArgumentParser

/// How a comparison prints, the value of `-o`.
enum CompareFormat: String, CaseIterable, ExpressibleByArgument {
    /// Counts, and the first messages that differ.
    case text
    /// One JSON object a line.
    case json
    /// Each id that only one log has, after `<` or `>`.
    case id
}

/// The arguments of `compare`, as typed.
struct CompareArguments: ParsableArguments {
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
}
