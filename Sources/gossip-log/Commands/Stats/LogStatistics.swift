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

/// Counts by a name, of which strangers can invent any number.
struct Tally<Name: Hashable> {
    struct Entry {
        var messages = 0
        var bytes = 0
        /// The greatest time, in milliseconds since 1970.
        var latest: UInt64 = 0
    }

    /// Names counted apart; messages under any other are counted together.
    private static var namesMax: Int { 65_536 }

    private(set) var entries: [Name: Entry] = [:]
    /// Messages under names that there was no room for.
    private(set) var others = 0

    /// Counts a message.
    mutating func add(_ name: Name, bytes: Int, at milliseconds: UInt64) {
        guard entries.count < Self.namesMax || entries[name] != nil else {
            others += 1
            return
        }
        entries[name, default: Entry()].add(bytes, at: milliseconds)
    }
}

extension Tally.Entry {
    fileprivate mutating func add(_ bytes: Int, at milliseconds: UInt64) {
        messages += 1
        self.bytes += bytes
        latest = max(latest, milliseconds)
    }
}
