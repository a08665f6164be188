import ArgumentParser

/// `gossip-log import`: messages from a file into a log.
struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Read exported messages into a log, each one verified.",
        discussion: """
            Takes both forms of export. Messages that the log has are passed over, so an import that \
            was cut off is simply repeated. Of a damaged or forged file everything authentic is \
            kept; what is refused is named by line or record, and the status is 1. While a node \
            runs on the log, it is refused: stop the node, or import into another node's log.
            """
    )

    @OptionGroup var log: LogOptions

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

    @OptionGroup var words: QuietOption

    mutating func run() throws {
        try Import(self).run()
    }
}
