import GossipStore
import GossipWire

/// Counts and sums of the messages of a log.
struct LogStatistics {
    private(set) var messages = 0
    /// Bytes of the signed messages.
    private(set) var bytes = 0
    /// The smallest and the greatest time, in milliseconds since 1970.
    private(set) var times: ClosedRange<UInt64>?
    private(set) var authors = Tally<AuthorKey>()
    private(set) var topics = Tally<String>()
    private(set) var rate = RateHistogram()

    /// Counts the messages of a query.
    init(_ query: LogQuery, in reader: LogReader) throws {
        try reader.forEachSummary(query) { summary in
            add(summary)
            return true
        }
    }

    private mutating func add(_ summary: MessageSummary) {
        let time = summary.id.time
        messages += 1
        bytes += summary.bytes
        times = times.map { min($0.lowerBound, time)...max($0.upperBound, time) } ?? time...time
        if let author = summary.author { authors.add(author, bytes: summary.bytes, at: time) }
        topics.add(summary.topic, bytes: summary.bytes, at: time)
        rate.add(time, bytes: summary.bytes)
    }
}
