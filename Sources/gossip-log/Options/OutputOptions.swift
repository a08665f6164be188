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
}

extension ColorChoice: ExpressibleByArgument {}
