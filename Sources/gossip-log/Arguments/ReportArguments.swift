import ArgumentParser

/// How a report prints, the value of `-o`.
enum ReportFormat: String, CaseIterable, ExpressibleByArgument {
    /// For people.
    case text
    /// One JSON object a line, with stable fields.
    case json
}

/// The arguments of a subcommand that reports about one log.
struct ReportArguments: ParsableArguments {
    @OptionGroup var log: LogOptions

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("text (for people), json (one object a line).", valueName: "format")
    )
    var output = ReportFormat.text

    @OptionGroup var screen: OutputOptions
}
