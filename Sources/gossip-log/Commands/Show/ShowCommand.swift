import ArgumentParser
import GossipStore
import GossipText

/// `gossip-log show ID`: everything the log knows about one message.
struct ShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show one message: content, signature, and how it got here."
    )

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

    mutating func run() throws {
        let prefix = try IDPrefix.hex(id, "the ID")
        let reader = try ReadableLog.open(log.db)
        let record = try RecordLookup(reader: reader, path: log.db, absence: .nothing)
            .record(prefix)
        let names = try AuthorNames(reader)
        let report = try MessageReport(of: record, names: names, in: reader)
        let screen = Screen(screen, allowPager: true)
        defer { screen.close() }
        switch output {
        case .full:
            screen.sink.write(screen.style.safe(report.text(on: screen), .lines) + "\n")
        case .json:
            screen.sink.pending.append(contentsOf: report.object.closed)
            screen.sink.write("\n")
        case .short, .cat, .id:
            var printer = RecordPrinter(output, on: screen, authors: names)
            printer.print(record)
        }
        try screen.sink.flush()
    }
}
