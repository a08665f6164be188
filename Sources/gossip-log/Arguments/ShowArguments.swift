import ArgumentParser

/// The arguments of `show`, as typed.
struct ShowArguments: ParsableArguments {
    @OptionGroup var log: LogOptions

    @Argument(help: "The message's id, or the start of it as far as it is unique.")
    var id: String

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "full, short, json (with all that full says), cat (the body), id.",
            valueName: "format"
        )
    )
    var output = OutputFormat.full

    @OptionGroup var screen: OutputOptions
}
