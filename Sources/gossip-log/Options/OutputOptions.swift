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

/// The options of a subcommand that reports.
struct ReportOptions: ParsableArguments {
    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("text (for people), json (one object a line).", valueName: "format")
    )
    var output = ReportFormat.text

    @OptionGroup var screen: OutputOptions
}
