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

    mutating func run() throws {
        let reader = try ReadableLog.open(log.db)
        var progress = Progress("copied")
        let snapshot = try reader.backUp(to: file) { progress.show(part: $0, of: $1) }
        progress.clear()
        try Sentence.print(
            "\(file): \(Quantity.messages(snapshot.count)), "
                + "\(Quantity.bytes(FileStatus.bytes(of: file))), checked. Without the key: keep "
                + "\(LogPath(log.db).key) elsewhere, and secret."
        )
    }
}
