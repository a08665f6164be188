import ArgumentParser
import Glibc
import GossipStore
import GossipText
import GossipWire

/// `gossip-log restore`: a backup back in the place of a log.
struct RestoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Put a backup in the place of a log, as a log that has gone back in time.",
        discussion: """
            The log gets a new incarnation, so that peers and cursor files do not take it for the \
            one they knew. A log that is there is moved aside with its -wal, never removed. The node \
            must not run. A copy put in place by cp keeps the -wal of the log before, which belongs to \
            another state of the file, and the arrival numbers that peers count by.
            """
    )

    @OptionGroup var log: LogOptions

    @Argument(help: "The backup.")
    var backup: String

    @Flag(name: .long, help: "Move a log that is there aside.")
    var replace = false

    @OptionGroup var words: QuietOption

    /// Restores the backup, and tells what that means for the node.
    mutating func run() throws {
        let path = log.db
        let reader = try ReadableLog.open(backup)
        if !replace, access(path, F_OK) == 0 {
            throw CommandFailure(
                "cannot restore to \(path): there is a log. --replace moves it aside; or keep it, and "
                    + "bring what the backup has into it with export and import."
            )
        }
        let newest = try reader.newestTime()
        var progress = Progress("copied")
        let restored = try LogRestore(
            of: reader,
            to: path,
            replacing: replace,
            at: WallClock.system.now,
            progress: { progress.show(part: $0, of: $1) }
        )
        progress.clear()
        Diagnostics.say(text(restored, newest: newest))
    }

    private func text(_ restored: LogRestore, newest: UInt64?) -> String {
        let path = log.db
        var lines = [
            "restored \(Quantity.messages(restored.snapshot.count)) to \(path), under a new "
                + "incarnation."
        ]
        if let newest {
            lines.append("Its newest message is of \(TimeFormat.people(newest, in: .local)).")
        }
        if let replaced = restored.replaced {
            lines.append("The log that was there is now \(replaced); remove it when you are sure.")
        }
        let key = LogPath(path).key
        if access(key, F_OK) == 0 {
            lines.append(
                "WARNING: the key \(key) may have signed messages that this log does not have. "
                    + "Start the node and let it reach \"live\" before you publish there: it learns "
                    + "from its peers which numbers are used. A number used twice is a fork, which "
                    + "cannot be taken back."
            )
        } else {
            lines.append(
                "There is no key \(key): the node will make a new one and write as a new "
                    + "author. To go on as the old one, put its key there before you start it."
            )
        }
        return lines.joined(separator: "\n")
    }
}
