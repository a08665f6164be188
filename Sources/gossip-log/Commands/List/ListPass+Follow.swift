import GossipStore
import GossipText

extension ListPass {
    /// Prints stored messages, then new ones, until a signal comes or nobody reads any longer.
    mutating func follow() throws {
        let interruption = Interruption.install()
        sink.isInterrupted = { Interruption.isRequested }
        let watch = LogWatch(
            path: plan.path,
            output: sink.descriptor,
            interruption: interruption
        )
        var schedule = WakeSchedule(isWatching: watch.isWatching)
        var query = plan.query
        if case .newest = plan.extent {
            let end = try plan.reader.lastArrivalGiven()
            try list()
            look(through: end)
            query.afterArrival = max(end, lastArrival ?? 0)
        }
        while true {
            try printNew(&query)
            try save(isEnd: false)
            switch watch.wait(milliseconds: schedule.nextMilliseconds()) {
            case .changed: schedule.changed()
            case .timeout: break
            case .interrupted, .outputClosed: return try save()
            }
            try checkFile()
        }
    }

    /// Prints the messages that have arrived since the query's start, and moves that on.
    private mutating func printNew(_ query: inout LogQuery) throws {
        let end = try plan.reader.lastArrivalGiven()
        guard end > query.afterArrival ?? 0 else { return }
        // A peer may have told its name since.
        printer.authors = try AuthorNames(plan.reader)
        try printMatching(query)
        look(through: end)
        query.afterArrival = max(end, lastArrival ?? 0)
    }

    /// Fails when another file stands in the log's place: nothing would ever come from the old one.
    private func checkFile() throws {
        guard FileStatus(path: plan.path)?.identity != plan.file else { return }
        throw CommandFailure(
            "the log \(plan.path) has been replaced or removed while it was followed. "
                + "Start again to follow what is there now."
        )
    }
}
