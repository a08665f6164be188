import ArgumentParser
import GossipText

/// `gossip-log prune`: removes the oldest messages for good.
struct PruneCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prune",
        abstract: "Remove the oldest messages for good, and refuse them from then on.",
        discussion: """
            What goes is decided by the time messages were signed. It is not taken from peers again, \
            and peers that keep more keep it. The file gets shorter, also on a full disk: what that \
            takes is kept beside the log, in FILE.reserve. The node must not run: gossip-node --keep and \
            --keep-size remove while it does, and use the space for new messages.

            Readers with a --cursor-file are known to the log. When something would go that one of them \
            has not read, it is named and nothing is removed (status 2), unless --force says so. \
            Delete the cursor file of a reader that does not come back.
            """
    )

    @OptionGroup var log: QueriedLog

    @Option(
        help: ArgumentHelp(
            "Remove what was signed longer ago: 12h, 30d, 8w, \"2 days\"; 1m or longer.",
            valueName: "age"
        ),
        transform: RetentionLimit.age
    )
    var maxAge: UInt64?

    @Option(
        help: ArgumentHelp(
            "Remove the oldest until the log takes less: 500MB; 1MB or more.",
            valueName: "size"
        ),
        transform: RetentionLimit.size
    )
    var maxSize: UInt64?

    @Option(
        help: ArgumentHelp(
            "Remove all but the newest so many, 1 or more; those of one millisecond stay together.",
            valueName: "n"
        ),
        transform: RetentionLimit.count
    )
    var maxCount: Int?

    @Flag(help: "Only say what would be removed.")
    var dryRun = false

    @Flag(help: "Remove also what readers with a --cursor-file have not read.")
    var force = false

    @OptionGroup var words: QuietOption

    func validate() throws {
        guard maxAge != nil || maxSize != nil || maxCount != nil else {
            throw ValidationError("Say what may stay: --max-age, --max-size or --max-count.")
        }
    }

    mutating func run() throws {
        try Prune(PrunePlan(self, at: WallClock.system.now)).run()
    }
}
