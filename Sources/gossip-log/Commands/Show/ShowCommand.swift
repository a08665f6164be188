import ArgumentParser
import GossipStore
import GossipText

/// `gossip-log show ID`: everything the log knows about one message.
struct ShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show one message: content, signature, and how it got here.",
        usage: """
            gossip-log show --db FILE ID
            gossip-log show FILE ID
            """
    )

    @Option(
        name: .long,
        help: .log,
        completion: .file()
    )
    var db: String?

    @Argument(
        help: ArgumentHelp(
            "The message's id, or the start of it as far as it is unique; before it the log, in "
                + "place of --db.",
            valueName: "id"
        )
    )
    var words: [String]

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "full, short, json (with all that full says), cat (the body), id.",
            valueName: "format"
        )
    )
    var output = OutputFormat.full

    @OptionGroup var screen: OutputOptions

    /// The log, where it is a separate word: one of two.
    private var log: String? {
        guard words.count == 2 else { return nil }
        return words[wordOfID == 0 ? 1 : 0]
    }

    /// The place of the id among the words.
    private var wordOfID: Int {
        guard words.count == 2 else { return 0 }
        return LogName.isMeant(by: words[1]) && !LogName.isMeant(by: words[0]) ? 0 : 1
    }

    func validate() throws {
        guard words.count <= 2 else {
            throw ValidationError("one message is shown. Name one id, and a log before it.")
        }
        try LogName.require { () throws(LogNameError) in
            try LogName.choose(option: db, word: log)
        }
    }

    mutating func run() throws {
        let prefix = try IDPrefix.hex(words[wordOfID], "the ID")
        let path = try LogName.choose(option: db, word: log)
        let reader = try ReadableLog.open(path)
        let zone: TimeZoneRule = screen.utc ? .utc : .local
        let record = try RecordLookup(
            reader: reader,
            path: path,
            absence: .nothing,
            zone: zone
        ).record(prefix)
        let names = try AuthorNames(reader)
        let report = try MessageReport(of: record, names: names, in: reader)
        let screen = Screen(screen, pager: output.isForPeople ? .atStart : .none)
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
