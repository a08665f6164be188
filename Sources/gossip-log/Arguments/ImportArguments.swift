import ArgumentParser

/// The arguments of `import`, as typed.
struct ImportArguments: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp("The log to import into, a node's --db.", valueName: "file")
    )
    var db: String

    @Argument(help: "Files that export or bundle wrote; \"-\" is standard input.")
    var files = ["-"]

    @Flag(name: .long, help: "Make the log if there is none.")
    var create = false

    @Flag(name: .long, help: "Check the files, and store nothing.")
    var dryRun = false

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("text (for people), json (one object a file).", valueName: "format")
    )
    var output = ReportFormat.text
}
