/// How moments and spans of time print.
package enum TimeFormat {
    /// A time for people: `2026-11-22 13:00:00.123+01:00`, or with `Z` in UTC.
    ///
    /// What it prints, `--since` reads back to the same millisecond.
    package static func people(_ milliseconds: UInt64, in zone: TimeZoneRule) -> String {
        text(milliseconds, in: zone, separator: " ")
    }

    /// A time for machines: RFC 3339 in UTC with milliseconds, `2026-11-22T12:00:00.123Z`.
    package static func machine(_ milliseconds: UInt64) -> String {
        text(milliseconds, in: .utc, separator: "T")
    }

    /// A span in its two largest units: `850 ms`, `2.5 s`, `3 min 20 s`, `2 d 4 h`.
    package static func span(milliseconds: UInt64) -> String {
        if milliseconds < 1000 { return "\(milliseconds) ms" }
        if milliseconds < 60_000 {
            let tenths = milliseconds / 100
            return tenths % 10 == 0 ? "\(tenths / 10) s" : "\(tenths / 10).\(tenths % 10) s"
        }
        let seconds = milliseconds / 1000
        let units: [(name: String, size: UInt64)] = [
            ("d", 86400), ("h", 3600), ("min", 60), ("s", 1),
        ]
        guard let first = units.firstIndex(where: { seconds >= $0.size }) else { return "0 s" }
        let large = units[first]
        guard first + 1 < units.count else { return "\(seconds) s" }
        let small = units[first + 1]
        let rest = seconds % large.size / small.size
        let head = "\(seconds / large.size) \(large.name)"
        return rest == 0 ? head : head + " \(rest) \(small.name)"
    }

    /// A time in its parts: `2026-11-22`, `13:00:00.123`, `+01:00`, or `Z` in UTC.
    package static func parts(
        _ milliseconds: UInt64,
        in zone: TimeZoneRule
    ) -> (date: String, clock: String, offset: String) {
        let (time, offset) = zone.civil(at: milliseconds)
        let date = "\(padded(time.year, 4))-\(padded(time.month, 2))-\(padded(time.day, 2))"
        let clock = "\(padded(time.hour, 2)):\(padded(time.minute, 2)):\(padded(time.second, 2))"
        return (
            date, clock + "." + padded(time.millisecond, 3),
            zone == .utc ? "Z" : self.offset(offset)
        )
    }

    private static func text(
        _ milliseconds: UInt64,
        in zone: TimeZoneRule,
        separator: String
    ) -> String {
        let (date, clock, offset) = parts(milliseconds, in: zone)
        return date + separator + clock + offset
    }

    private static func offset(_ seconds: Int) -> String {
        let minutes = abs(seconds) / 60
        let sign = seconds < 0 ? "-" : "+"
        return sign + padded(minutes / 60, 2) + ":" + padded(minutes % 60, 2)
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
