import ArgumentParser

/// The command line `gossip-chaos`.
@main
struct GossipChaos: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gossip-chaos",
        abstract: "Harm real nodes, and see that nothing is lost.",
        subcommands: [FaultsCommand.self, HostileCommand.self, AttackCommand.self],
        defaultSubcommand: FaultsCommand.self
    )
}
