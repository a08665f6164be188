import ArgumentParser
import GossipStore

/// `gossip-log restore`: a backup back in the place of a log.
struct RestoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Put a backup in the place of a log, as a log that has gone back in time.",
        discussion: """
            The log gets a new incarnation, so that peers and cursor files do not take it for the \
            one they knew. A log that is there is moved aside, never removed. The node must not run.
            """
    )

    @OptionGroup var log: LogOptions

    @Argument(help: "The backup.")
    var backup: String

    @Flag(name: .long, help: "Move a log that is there aside.")
    var replace = false

    mutating func run() throws {
        try Restoring(backup: backup, path: log.db, isReplacing: replace).run()
    }
}
