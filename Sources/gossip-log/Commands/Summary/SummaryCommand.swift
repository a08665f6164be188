import ArgumentParser
import GossipStore
import GossipText

/// `gossip-log summary`: the contents of a log, in a small file.
struct SummaryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "summary",
        abstract: "Write in a small file what this log has, for bundle to know what it lacks.",
        discussion: "About 72 bytes for each 1,000 messages."
    )

    @OptionGroup var log: LogOptions

    @Argument(help: "The file to write, which must not be there yet; \"-\" is standard output.")
    var file = "-"

    @OptionGroup var words: QuietOption

    mutating func run() throws {
        let outline = try ReadableLog.open(log.db).outline()
        let file = try OutputFile(file, isText: false)
        try file.write { sink in
            sink.pending += outline.encoded
        }
        Diagnostics.say("summarised \(Quantity.messages(outline.count))\(file.destination("in")).")
    }
}
