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
            let end = try reader.lastArrival()
            try list(query)
            query.afterArrival = max(end, lastArrival ?? 0)
        }
        while true {
            let end = try reader.lastArrival()
            if end > query.afterArrival ?? 0 {
                try printMatching(query)
                query.afterArrival = max(end, lastArrival ?? 0)
                schedule.settled()
            }
            try save()
            switch watch.wait(milliseconds: schedule.nextMilliseconds()) {
            case .changed: schedule.changed()
            case .timeout: break
            case .interrupted, .outputClosed: return
            }
        }
    }
}
