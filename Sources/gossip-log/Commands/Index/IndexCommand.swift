import ArgumentParser
import GossipStore
import GossipText

/// `gossip-log index`: make or fill the full-text index of a log.
struct IndexCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "index",
        abstract: "Make or fill the full-text index that --search uses.",
        discussion: """
            The index is a file of its own beside the log, FILE.search. Publishing never waits for \
            it: it is filled by this command from where the last one ended, with --follow for as \
            long as it runs. --search also finds what arrived since, up to 20,000 messages. The \
            file may be removed at any time.
            """
    )

    @OptionGroup var log: QueriedLog

    @Flag(name: .shortAndLong, help: "Keep the index up to date, until Ctrl-C.")
    var follow = false

    @OptionGroup var words: QuietOption

    /// Messages taken in at a time: a second's work, after which a search sees them.
    private static let batchCount = 20_000

    /// Fills the index; with `--follow` until a signal comes.
    mutating func run() throws {
        let path = log.db
        let reader = try ReadableLog.open(path)
        let index = try SearchIndex(of: reader)
        let interruption = Interruption.install()
        if try index.dropPruned(from: reader) {
            Diagnostics.say(
                "more than half of what the index held has been pruned; it is made anew."
            )
        }
        var count = 0
        var progress = Progress("indexed")
        while !Interruption.isRequested {
            let taken = try index.fill(from: reader, countMax: Self.batchCount)
            if taken == 0 { break }
            count += taken
            progress.show(count)
        }
        progress.clear()
        let file = SearchIndex.path(ofLog: path)
        Diagnostics.say(
            "indexed \(Quantity.messages(count)); \(file) takes "
                + "\(Quantity.bytes(FileStatus.bytes(of: file)))."
        )
        if follow { try keepUp(reader, index, interruption) }
    }

    private func keepUp(_ reader: LogReader, _ index: SearchIndex, _ interruption: Int32) throws {
        let watch = LogWatch(path: log.db, output: -1, interruption: interruption)
        var schedule = WakeSchedule(isWatching: watch.isWatching)
        while !Interruption.isRequested {
            if try reader.lastArrival() > index.lastArrival() {
                // Begun anew, it is filled in portions, between which searches find their turn.
                _ = try index.dropPruned(from: reader)
                try index.fill(from: reader, countMax: Self.batchCount)
            }
            switch watch.wait(milliseconds: schedule.nextMilliseconds()) {
            case .changed: schedule.changed()
            case .timeout: break
            case .interrupted, .outputClosed: return
            }
        }
    }
}
