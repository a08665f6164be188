import ArgumentParser
import GossipText

/// `gossip-log peers`: what the node remembers of its peers.
struct PeersCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "peers",
        abstract: "List the peers: state, round trip, last seen, how far they were read.",
        discussion: "Of a running node this is what it last noted, some seconds ago."
    )

    @OptionGroup var report: ReportArguments

    mutating func run() throws {
        try PeerListing(report, clock: .system).run()
    }
}
