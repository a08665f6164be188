import ArgumentParser
import GossipText

/// `gossip-log export`: messages into a file.
struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write messages with their signed bytes to a file, for import elsewhere.",
        discussion: """
            What is exported can be imported into any log, which checks every signature. In both \
            forms the bytes are those that the authors signed. They stand in the order of list: by \
            time, and with --after and --cursor-file by arrival.
            """
    )

    @OptionGroup var log: LogOptions

    @Argument(help: "The file to write, which must not be there yet; \"-\" is standard output.")
    var file = "-"

    @OptionGroup var selection: SelectionOptions
    @OptionGroup var continuation: ContinuationOptions
    @OptionGroup var archive: ArchiveOptions

    @OptionGroup var words: QuietOption

    mutating func run() throws {
        try Export(ExportPlan(self, clock: .system)).run()
    }
}
