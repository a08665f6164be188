import GossipStore

extension ListingPass {
    /// Prints what is there, then what comes, until a signal or until nobody reads any more.
    mutating func follow(_ query: LogQuery) throws {
        let interruption = Interruption.install()
        sink.isInterrupted = { Interruption.isRequested }
        let watch = LogWatch(
            path: request.path,
            output: sink.descriptor,
            interruption: interruption
        )
        var schedule = WakeSchedule(isWatching: watch.isWatching)
        var query = query
        if query.afterArrival == nil, request.count != nil {
            let end = try reader.lastArrivalGiven()
            try list(query)
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

    /// Prints what has arrived since the query's start, and moves that on.
    private mutating func printNew(_ query: inout LogQuery) throws {
        let end = try reader.lastArrivalGiven()
        guard end > query.afterArrival ?? 0 else { return }
        // A peer may have told its name since.
        printer.authors = try AuthorNames(reader)
        try printMatching(query)
        look(through: end)
        query.afterArrival = max(end, lastArrival ?? 0)
    }

    /// Notices that another file stands where the log was, which would be waited for in vain.
    private func checkFile() throws {
        guard FileIdentity(path: request.path) != file else { return }
        throw CommandFailure(
            "the log \(request.path) has been replaced or removed while it was followed. "
                + "Start again to follow what is there now."
        )
    }
}
