import ArgumentParser
import GossipStore
import GossipText
import GossipWire

/// `gossip-log bundle`: the messages that another log lacks, into a file to carry there.
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

    @OptionGroup var log: LogOptions

    @Option(
        name: .customLong("for"),
        help: ArgumentHelp(
            "The other log, or the file that summary wrote of it.",
            valueName: "file"
        ),
        completion: .file()
    )
    var target: String

    @Argument(help: "The file to write, which must not be there yet; \"-\" is standard output.")
    var file = "-"

    @OptionGroup var archive: ArchiveOptions

    @OptionGroup var words: QuietOption

    /// Writes the archive, and tells on standard error how much it holds.
    mutating func run() throws {
        let reader = try ReadableLog.open(log.db)
        let target = try BundleTarget(target)
        let scope = try target.scope()
        let names = try AuthorNames(reader)
        let file = try OutputFile(self.file, isText: archive.output == .json)
        var count: UInt64 = 0
        try file.write { sink in
            var output = ArchiveOutput(archive.output, to: sink, names: names)
            try target.forEachID(lackingFrom: reader) { id in
                // What was pruned here meanwhile is gone; what was pruned there would be refused.
                if let record = try reader.record(id: id), scope.keeps(record.message) {
                    try output.add(record)
                }
                return true
            }
            output.end()
            count = output.count
            guard count > 0 else {
                throw CommandFailure(
                    "nothing to bundle: \(self.target) lacks nothing of \(log.db).",
                    exit: .nothing
                )
            }
        }
        Diagnostics.say("bundled \(Quantity.messages(count))\(file.destination("in")).")
    }
}
