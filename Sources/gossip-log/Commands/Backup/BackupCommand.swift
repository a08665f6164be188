import ArgumentParser
import GossipStore
import GossipText

/// `gossip-log backup`: a checked copy of a log, whether its node runs or not.
struct BackupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Copy a log to a file, also while its node runs, and check the copy.",
        discussion: """
            The copy is one file and holds no key: that lies in FILE.key, and belongs in another \
            place. It appears under its name only when it is whole, checked and on the disk.
            """
    )

    @OptionGroup var log: LogOptions

    @Argument(help: "The file to write, which must not be there yet.")
    var file: String

    @OptionGroup var words: QuietOption

    mutating func run() throws {
        guard file != "-" else {
            throw CommandFailure(
                "a backup is checked where it lies, and cannot go to standard output. Name a file; "
                    + "./- is one of that name. gossip-log export writes a stream of messages."
            )
        }
        let reader = try ReadableLog.open(log.db)
        var progress = Progress("copied")
        let snapshot = try reader.backUp(to: file) { progress.show(part: $0, of: $1) }
        progress.clear()
        Diagnostics.say(
            "\(file): \(Quantity.messages(snapshot.count)), "
                + "\(Quantity.bytes(FileStatus.bytes(of: file))), checked. Without the key: keep "
                + "\(LogPath(log.db).key) elsewhere, and secret."
        )
    }
}
