import ArgumentParser
import GossipStore
import GossipText

/// `gossip-log sessions`: each run of the node, and its catch-ups.
struct SessionsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sessions",
        abstract: "List the runs of the node: start, end, what was caught up, and the proof."
    )

    @OptionGroup var log: QueriedLog
    @OptionGroup var report: ReportOptions

    @Option(
        name: [.customShort("n", allowingJoined: true), .long],
        parsing: .unconditional,
        help: ArgumentHelp("Only the newest N runs, or \"all\".", valueName: "n")
    )
    var lines = LineCount.newest(10)

    @Flag(name: .shortAndLong, help: "The newest first.")
    var reverse = false

    @Flag(name: .long, help: "List every catch-up of a run, not only the last ones.")
    var all = false

    mutating func run() throws {
        let reader = try ReadableLog.open(log.db)
        let peers = try reader.peersByNumber()
        let reports = try RunReport.all(reader, path: log.db)
        let newest =
            switch lines {
            case .all: reports[...]
            case .newest(let count): reports.suffix(count)
            }
        let runs = reverse ? newest.reversed() : Array(newest)
        guard !runs.isEmpty else {
            throw CommandFailure("no run to show: no node has run on \(log.db).", exit: .nothing)
        }
        let report = Report(report)
        try report.print {
            for (index, run) in runs.enumerated() {
                if report.format == .json {
                    try report.object(run.object)
                    for catchUp in run.catchUps {
                        try report.object(RunReport.object(catchUp, peers: peers))
                    }
                    continue
                }
                if index > 0 { try report.line() }
                for line in run.lines(on: report.screen, peers: peers, listsAll: all) {
                    try report.line(line)
                }
            }
        }
    }
}
