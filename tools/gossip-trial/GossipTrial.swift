import ArgumentParser

/// Tries the log against disks that fail.
@main
struct GossipTrial: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gossip-trial",
        abstract: "Tries the log against power cuts and failing disks.",
        discussion: "Exit code 0 when every promise was kept, 1 when one was broken.",
        subcommands: [PowerCuts.self, Faults.self, DamagedCopies.self]
    )
}
