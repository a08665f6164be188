import ArgumentParser
import GossipText

/// The flags for how output looks, common to all subcommands that print.
struct OutputOptions: ParsableArguments {
    @Flag(name: .long, help: "Print times in UTC instead of local time.")
    var utc = false

    @Flag(name: .customLong("no-pager"), help: "Do not page output on a terminal.")
    var noPager = false

    @Option(
        name: .long,
        help: ArgumentHelp("Colour the output: auto, always or never.", valueName: "when")
    )
    var color = ColorChoice.auto

    @OptionGroup var words: QuietOption
}

extension ColorChoice: ExpressibleByArgument {}

/// The form of a report, the value of `-o`.
enum ReportFormat: String, CaseIterable, ExpressibleByArgument {
    /// For people.
    case text
    /// One JSON object a line, with stable fields.
    case json
}

/// The look of a report, the value of `-o`.
enum ReportOutput: String, CaseIterable, ExpressibleByArgument {
    /// For people, in as many columns as the terminal has.
    case text
    /// For people, with every column and whole keys, however wide the terminal is.
    case wide
    /// One JSON object a line.
    case json
}

/// The options of a subcommand that reports.
struct ReportOptions: ParsableArguments {
    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "text (for people, as wide as the terminal), wide (with all columns and whole keys), json "
                + "(one object a line).",
            valueName: "format"
        )
    )
    var output = ReportOutput.text

    @OptionGroup var screen: OutputOptions
}
