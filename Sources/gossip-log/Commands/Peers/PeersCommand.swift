import ArgumentParser
import GossipStore
import GossipText

/// `gossip-log peers`: the node's memory of its peers.
struct PeersCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "peers",
        abstract: "List the peers: state, round trip, last seen, how far they were read, strikes.",
        discussion: "Of a running node this is what it last noted, some seconds ago."
    )

    @OptionGroup var log: QueriedLog
    @OptionGroup var report: ReportOptions

    mutating func run() throws {
        let reader = try ReadableLog.open(log.db)
        let (peers, strikes) = (try reader.peers(), try reader.strikes())
        guard !peers.isEmpty else {
            throw CommandFailure("no peer is known in \(log.db).", exit: .nothing)
        }
        let report = Report(report)
        try report.print {
            switch report.format {
            case .text:
                let isRunning = LogReader.isInUse(path: log.db)
                let table = PeerReport.table(
                    peers,
                    strikes,
                    isRunning: isRunning,
                    isWide: report.isWide,
                    clock: .system
                )
                try report.table(table)
            case .json:
                for peer in peers {
                    try report.object(PeerReport.object(peer, strikes, clock: .system))
                }
            }
        }
    }
}
