import GossipStore
import GossipText
import GossipWire

/// The messages of a log in numbers, and their names.
struct StatsReport {
    let statistics: LogStatistics
    /// The times of the first and of the last message, in milliseconds since 1970.
    let times: ClosedRange<UInt64>
    /// Bytes that the log takes on disk.
    let fileBytes: Int
    let names: AuthorNames

    /// Lines of the chart, at most: with all around it, a screen.
    private static let chartLinesMax = 24

    /// The rates to draw or to list.
    var intervals: [RateHistogram.Interval] {
        statistics.rate.intervals(countMax: Self.chartLinesMax)
    }

    /// The authors, those with the most messages first.
    var authors: [(key: AuthorKey, value: Tally<AuthorKey>.Entry)] {
        Self.sorted(statistics.authors) { $0 < $1 }
    }

    /// The topics, those with the most messages first.
    var topics: [(key: String, value: Tally<String>.Entry)] {
        Self.sorted(statistics.topics) { $0 < $1 }
    }

    private static func sorted<Name>(
        _ tally: Tally<Name>,
        _ precedes: (Name, Name) -> Bool
    ) -> [(key: Name, value: Tally<Name>.Entry)] {
        tally.entries.sorted { left, right in
            left.value.messages == right.value.messages
                ? precedes(left.key, right.key) : left.value.messages > right.value.messages
        }
    }
}
