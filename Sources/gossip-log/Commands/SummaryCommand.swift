import ArgumentParser
import GossipStore
import GossipText

/// `gossip-log summary`: what a log has, in a small file.
struct SummaryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "summary",
        abstract: "Write in a small file what this log has, for bundle to know what it lacks.",
        discussion: "About 72 bytes for each 1,000 messages."
    )

    @OptionGroup var log: LogOptions

    @Argument(help: "The file to write, which must not be there yet; \"-\" is standard output.")
    var file = "-"

    mutating func run() throws {
        let outline = try OpenedLog.reader(log.db).outline()
        try OutputFile(file, isText: false).write { sink in
            sink.pending += outline.encoded
        }
        let place = file == "-" ? "" : " in \(file)"
        Diagnostics.say("summarised \(Quantity.messages(outline.count))\(place).")
    }
}
