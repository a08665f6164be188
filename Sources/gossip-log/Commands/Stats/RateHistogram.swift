/// The messages of each interval of time: a bounded count that coarsens as it fills.
///
/// A message with a time decades away costs one entry, so that a liar cannot flatten the chart.
struct RateHistogram {
    struct Interval {
        /// Its beginning, in milliseconds since 1970.
        let start: UInt64
        /// Its length.
        let milliseconds: UInt64
        var messages: Int
        var bytes: Int
    }

    /// Entries kept while counting.
    private static let entriesMax = 4096

    /// Lengths that people count by, in milliseconds; the last are a week, 30 and 365 days.
    static let steps: [UInt64] = [
        1000, 10_000, 60_000, 600_000, 3_600_000, 21_600_000, 86_400_000, 604_800_000,
        2_592_000_000, 31_536_000_000,
    ]

    private var step = 0
    private var entries: [UInt64: (messages: Int, bytes: Int)] = [:]

    /// Counts a message.
    mutating func add(_ milliseconds: UInt64, bytes: Int) {
        let interval = milliseconds / Self.steps[step]
        entries[interval, default: (0, 0)].messages += 1
        entries[interval, default: (0, 0)].bytes += bytes
        while entries.count > Self.entriesMax, step + 1 < Self.steps.count { coarsen() }
    }

    /// The intervals in which there are messages, ascending, in the finest lengths that give no more
    /// than so many.
    func intervals(countMax: Int) -> [Interval] {
        var coarser = self
        while coarser.entries.count > countMax, coarser.step + 1 < Self.steps.count {
            coarser.coarsen()
        }
        let length = Self.steps[coarser.step]
        return coarser.entries.sorted { $0.key < $1.key }.map { interval, entry in
            Interval(
                start: interval * length,
                milliseconds: length,
                messages: entry.messages,
                bytes: entry.bytes
            )
        }
    }

    private mutating func coarsen() {
        let old = entries
        let length = Self.steps[step]
        step += 1
        entries = [:]
        for (interval, entry) in old {
            let key = interval * length / Self.steps[step]
            entries[key, default: (0, 0)].messages += entry.messages
            entries[key, default: (0, 0)].bytes += entry.bytes
        }
    }
}
