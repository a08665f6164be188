import GossipStore
import GossipWire

/// A bounded group of messages that arrived after one another, in the order of times.
///
/// Continued output goes by arrival, for only there new messages come last. Within a window it goes as
/// everywhere else: by time, author and sequence. So what arrived in any order reads the same in every
/// log, and a reader that continues passes over nothing.
struct ArrivalWindow {
    /// Messages in a window, at most.
    static let countMax = 1 << 16

    /// The messages, in the order of times.
    let messages: [(id: MessageID, arrival: UInt64)]
    /// The arrival number of the last one to arrive.
    let through: UInt64

    /// Calls the body with one window after the other, until it returns `false`.
    ///
    /// - Parameters:
    ///   - query: The messages; their limit counts by arrival.
    ///   - source: The source of messages.
    ///   - isWanted: The condition on bodies.
    ///   - end: The last arrival number of the first window; nil for as many as there are.
    ///   - reader: The log.
    ///   - body: Takes a window, and says whether to go on.
    /// - Throws: `StoreError`, and what the body throws.
    static func forEach(
        _ query: LogQuery,
        from source: any RecordSource,
        where isWanted: BodyCondition?,
        firstThrough end: UInt64? = nil,
        in reader: LogReader,
        _ body: (ArrivalWindow) throws -> Bool
    ) throws {
        var query = query
        query.order = .arrival
        var end = end
        var pending: [MessageSummary] = []
        func take() throws -> Bool {
            guard let through = pending.last?.arrival else { return true }
            let messages = try reader.inTimeOrder(pending, newestFirst: query.newestFirst)
            pending.removeAll(keepingCapacity: true)
            end = nil
            return try body(ArrivalWindow(messages: messages, through: through))
        }
        var goesOn = true
        try source.forEachSummary(query, where: isWanted) { summary in
            if let last = end, summary.arrival > last { goesOn = try take() }
            pending.append(summary)
            if pending.count >= countMax { goesOn = try take() }
            return goesOn
        }
        if goesOn { _ = try take() }
    }
}
