import GossipStore

/// One run of the node and its catch-ups.
struct RunReport {
    /// The end of a run.
    enum End: Equatable {
        case clean(UInt64)
        /// It said that it ended, but not after draining.
        case interrupted(UInt64)
        /// It never said: killed, or the power failed.
        case unknown
        /// It goes on.
        case running

        /// The word in JSON.
        var name: String {
            switch self {
            case .clean: "clean"
            case .interrupted: "interrupted"
            case .unknown: "killed"
            case .running: "running"
            }
        }

        /// The time of it, in milliseconds since 1970.
        var milliseconds: UInt64? {
            switch self {
            case .clean(let time), .interrupted(let time): time
            case .unknown, .running: nil
            }
        }
    }

    let run: RunRecord
    let end: End
    /// Messages that arrived in it.
    let arrived: Int
    let catchUps: [CatchUpRecord]

    /// True when the log was proved equal to a peer's in this run; otherwise the node was alone.
    var wasLive: Bool { catchUps.contains { $0.proof != nil } }

    /// All runs of a log, the oldest first.
    static func all(_ reader: LogReader, path: String) throws(StoreError) -> [RunReport] {
        let runs = try reader.runs()
        let lastArrival = try reader.lastArrivalGiven()
        let catchUps = Dictionary(grouping: try reader.catchUps(), by: \.run)
        let isInUse = runs.last?.endedMilliseconds == nil && LogReader.isInUse(path: path)
        return runs.indices.map { index in
            let run = runs[index]
            let isLast = index + 1 == runs.count
            let next = isLast ? lastArrival : runs[index + 1].arrivalAtStart
            return RunReport(
                run: run,
                end: end(of: run, isRunning: isLast && isInUse),
                arrived: Int(max(next, run.arrivalAtStart) - run.arrivalAtStart),
                catchUps: catchUps[run.number] ?? []
            )
        }
    }

    private static func end(of run: RunRecord, isRunning: Bool) -> End {
        guard let ended = run.endedMilliseconds else { return isRunning ? .running : .unknown }
        return run.isClean ? .clean(ended) : .interrupted(ended)
    }
}
