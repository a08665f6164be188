import ArgumentParser

/// The form of a report, the value of `-o`.
enum ReportFormat: String, CaseIterable, ExpressibleByArgument {
    /// For people.
    case text
    /// One JSON object a line, with stable fields.
    case json
}

/// The options of a subcommand that reports.
struct ReportOptions: ParsableArguments {
    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("text (for people), json (one object a line).", valueName: "format")
    )
    var output = ReportFormat.text

    @OptionGroup var screen: OutputOptions
}
