/// The printed form of moments.
package enum TimeFormat {
    /// A time for people: `2026-11-22 13:00:00.123+01:00`, or with `Z` in UTC.
    ///
    /// `--since` reads it back to the same millisecond.
    package static func people(_ milliseconds: UInt64, in zone: TimeZoneRule) -> String {
        text(milliseconds, in: zone, separator: " ")
    }

    /// A time for machines: RFC 3339 in UTC with milliseconds, `2026-11-22T12:00:00.123Z`.
    package static func machine(_ milliseconds: UInt64) -> String {
        text(milliseconds, in: .utc, separator: "T")
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
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}
