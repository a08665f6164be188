import GossipStore

/// The work of `sessions`: list the runs of the node.
struct Sessions {
    private let arguments: SessionsArguments

    init(_ arguments: SessionsArguments) {
        self.arguments = arguments
    }

    /// Prints the runs.
    func run() throws {
        let path = arguments.report.log.db
        let reader = try OpenedLog.reader(path)
        let peers = try reader.peersByNumber()
        let all = try RunReport.all(reader, path: path)
        let newest =
            switch arguments.lines {
            case .all: all[...]
            case .newest(let count): all.suffix(count)
            }
        let runs = arguments.reverse ? newest.reversed() : Array(newest)
        guard !runs.isEmpty else {
            throw CommandFailure("no run to show: no node has run on \(path).", exit: .nothing)
        }
        let report = Report(arguments.report.output, arguments.report.screen)
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
                for line in run.lines(on: report.screen, peers: peers, listsAll: arguments.all) {
                    try report.line(line)
                }
            }
        }
    }
}
