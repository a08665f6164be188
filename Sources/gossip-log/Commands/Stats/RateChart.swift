import GossipText

/// The messages of each interval as bars of text.
struct RateChart {
    private static let eighths = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
    private static let barColumnsMax = 60
    private static let barColumnsMin = 10

    private let screen: Screen

    init(_ screen: Screen) {
        self.screen = screen
    }

    /// A line for each interval, and `…` where there was a longer silence.
    func lines(_ intervals: [RateHistogram.Interval]) -> [String] {
        guard let length = intervals.first?.milliseconds else { return [] }
        let most = intervals.map(\.messages).max() ?? 1
        let count = Quantity.count(most).utf8.count
        let labels = intervals.map { self.label($0.start, length) }
        let labelColumns = labels.map { $0.utf8.count }.max() ?? 0
        let room = (screen.wrapColumns ?? 100) - labelColumns - count - 6
        let columns = min(Self.barColumnsMax, max(Self.barColumnsMin, room))
        var lines = [
            screen.style.paint(
                "  messages a \(Self.name(of: length)), by the time they were signed",
                .dim
            )
        ]
        var expected = intervals[0].start
        for (index, interval) in intervals.enumerated() {
            if interval.start > expected { lines.append("  " + screen.style.paint("…", .dim)) }
            expected = interval.start + length
            let bar = Self.bar(interval.messages, of: most, columns: columns)
            let number = Quantity.count(interval.messages)
            lines.append(
                "  " + screen.style.paint(DisplayWidth.fit(labels[index], to: labelColumns), .dim)
                    + "  "
                    + String(repeating: " ", count: count - number.utf8.count) + number + "  "
                    + screen.style.paint(bar, .cyan)
            )
        }
        return lines
    }

    /// A bar in eighths of a column; whatever is not nothing shows.
    static func bar(_ value: Int, of most: Int, columns: Int) -> String {
        guard value > 0, most > 0 else { return "" }
        let parts = max(1, Int(Double(value) / Double(most) * Double(columns * 8)))
        return String(repeating: "█", count: parts / 8) + eighths[parts % 8]
    }

    /// The start of an interval, as exactly as its length needs.
    private func label(_ start: UInt64, _ length: UInt64) -> String {
        let text = TimeFormat.people(start, in: screen.zone)
        return String(text.prefix(length < 60_000 ? 19 : length < 86_400_000 ? 16 : 10))
    }

    static func name(of milliseconds: UInt64) -> String {
        switch milliseconds {
        case 1000: "second"
        case 60_000: "minute"
        case 3_600_000: "hour"
        case 86_400_000: "day"
        case 604_800_000: "week"
        case 2_592_000_000: "30 days"
        case 31_536_000_000: "365 days"
        default: TimeFormat.span(milliseconds: milliseconds)
        }
    }
}
