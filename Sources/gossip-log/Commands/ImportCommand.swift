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

    @OptionGroup var arguments: ImportArguments

    mutating func run() throws {
        try Import(arguments).run()
    }
}
