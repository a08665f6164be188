import ArgumentParser

/// The log to read, common to most subcommands.
struct LogOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp("The log, a node's --db.", valueName: "file"),
        completion: .file()
    )
    var db: String
}
