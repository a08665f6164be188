import ArgumentParser
import GossipText

/// `gossip-log stats`: what the messages amount to.
struct StatsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stats",
        abstract: "Count messages and bytes: over time, by author, by topic."
    )

    @OptionGroup var arguments: StatsArguments

    mutating func run() throws {
        try Statistics(arguments, clock: .system).run()
    }
}
