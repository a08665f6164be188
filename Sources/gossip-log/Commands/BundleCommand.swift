import ArgumentParser

/// `gossip-log bundle`: what another log lacks, into a file to carry there.
struct BundleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bundle",
        abstract: "Write only the messages that another log lacks, to carry there.",
        discussion: """
            The other log is named itself, or by the small file that gossip-log summary wrote where \
            it is: about 72 bytes for each 1,000 messages. By a summary, what is missing at the end \
            is found exactly; for each place where something is missing before, some hundred \
            messages come along that are there already, which does no harm. Status 1: nothing is \
            lacking.
            """
    )

    @OptionGroup var arguments: BundleArguments

    mutating func run() throws {
        try Bundle(arguments).run()
    }
}
