import Glibc
import GossipStore
import GossipText
import GossipWire

/// The work of `restore`.
struct Restoring {
    let backup: String
    let path: String
    let isReplacing: Bool

    /// Restores the backup, and says what that means for the node.
    func run() throws {
        let reader = try OpenedLog.reader(backup)
        if !isReplacing, access(path, F_OK) == 0 {
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
            replacing: isReplacing,
            at: WallClock.system.now,
            progress: { progress.show(part: $0, of: $1) }
        )
        progress.clear()
        try Sentence.print(text(restored, newest: newest))
    }

    private func text(_ restored: LogRestore, newest: UInt64?) -> String {
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
        if access(path + ".key", F_OK) == 0 {
            lines.append(
                "WARNING: the key \(path).key may have signed messages that this log does not have. "
                    + "Start the node and let it reach \"live\" before you publish there: it learns "
                    + "from its peers which numbers are used. A number used twice is a fork, which "
                    + "cannot be taken back."
            )
        } else {
            lines.append(
                "There is no key \(path).key: the node will make a new one and write as a new "
                    + "author. To go on as the old one, put its key there before you start it."
            )
        }
        return lines.joined(separator: "\n")
    }
}

extension LogReader {
    /// The greatest time of a message, in milliseconds since 1970; nil in an empty log.
    func newestTime() throws -> UInt64? {
        var query = LogQuery()
        query.newestFirst = true
        query.limit = 1
        var time: UInt64?
        try forEachSummary(query) { summary in
            time = summary.id.time
            return false
        }
        return time
    }
}
