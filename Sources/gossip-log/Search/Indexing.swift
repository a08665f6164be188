import GossipStore
import GossipText

/// The work of `index`.
struct Indexing {
    let path: String
    let follow: Bool

    /// Messages taken in at a time: a second's work, after which a search sees them.
    private static let batchCount = 20_000

    /// Fills the index; with `--follow` until a signal comes.
    func run() throws {
        let reader = try OpenedLog.reader(path)
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
        try Sentence.print(
            "indexed \(Quantity.messages(count)); \(file) takes "
                + "\(Quantity.bytes(FileSize.of(file) ?? 0))"
        )
        if follow { try keepUp(reader, index, interruption) }
    }

    private func keepUp(_ reader: LogReader, _ index: SearchIndex, _ interruption: Int32) throws {
        let watch = LogWatch(path: path, output: -1, interruption: interruption)
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
