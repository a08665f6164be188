import ArgumentParser
import GossipStore
import GossipText

/// `gossip-log stats`: the messages in numbers.
struct StatsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stats",
        abstract: "Count messages and bytes: over time, by author, by topic."
    )

    @OptionGroup var log: QueriedLog
    @OptionGroup var report: ReportOptions
    @OptionGroup var selection: SelectionOptions

    @Option(
        name: [.customShort("n"), .long],
        help: ArgumentHelp("Authors and topics to list, those with the most first.", valueName: "n")
    )
    var lines = 10

    mutating func validate() throws {
        guard lines >= 0 else { throw ValidationError("-n is \(lines), and may be 0 or more.") }
    }

    mutating func run() throws {
        let times = try selection.times(.system)
        let reader = try ReadableLog.open(log.db)
        let names = try AuthorNames(reader)
        let choice = AuthorChoice(names: names, reader: reader, path: log.db)
        var query = try selection.query(times, choice)
        // The rows in their stored order: no index is needed to count.
        query.order = .arrival
        let statistics = try LogStatistics(query, in: reader)
        guard let span = statistics.times else {
            let unknown = try UnknownTopics(selection.topic, in: reader).sentence
            throw CommandFailure(unknown ?? "no message matches.", exit: .nothing)
        }
        let output = StatsReport(
            statistics: statistics,
            times: span,
            fileBytes: FileStatus.bytes(ofLog: log.db),
            names: names
        )
        let report = Report(report)
        try report.print {
            switch report.format {
            case .text: try output.printText(to: report, linesMax: lines)
            case .json: try output.printJSON(to: report)
            }
        }
    }
}
