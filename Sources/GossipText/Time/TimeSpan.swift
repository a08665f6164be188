/// A length of time as people type it: `1h30m`, `2 days`, `1.5 hours`.
package enum TimeSpan {
    /// Examples, for help and for the error that refuses something else.
    package static let accepted = "90s, 45m, 12h, 30d, 8w, 1h30m or \"2 days\""

    /// The milliseconds of a typed age.
    ///
    /// Each number has a unit: seconds by a slip would remove a log.
    package static func age(_ text: String) throws(UnreadableText) -> UInt64 {
        guard let milliseconds = milliseconds(text.trimmingSpaces) else {
            throw UnreadableText(text, isNot: "an age", accepted: accepted)
        }
        return milliseconds
    }

    /// The span in milliseconds; `nil` if the text is none.
    ///
    /// A bare number counts seconds where that is asked for, or else is refused.
    static func milliseconds(_ text: some StringProtocol, bareIsSeconds: Bool = false) -> UInt64? {
        var scanner = TextScanner(text)
        var total: UInt64 = 0
        repeat {
            scanner.skipSpaces()
            let amount = scanner.takeAmount { name in
                name.isEmpty ? (bareIsSeconds ? 1000 : nil) : unit(name)
            }
            guard let amount else { return nil }
            let (sum, overflow) = total.addingReportingOverflow(amount)
            if overflow { return nil }
            total = sum
            scanner.skipSpaces()
        } while !scanner.isAtEnd
        return total
    }

    /// Milliseconds of a unit by its names; months and years are average ones, as in journalctl.
    private static func unit(_ name: String) -> UInt64? {
        switch name {
        case "ms", "msec", "millisecond", "milliseconds": 1
        case "s", "sec", "secs", "second", "seconds": 1000
        case "m", "min", "mins", "minute", "minutes": 60_000
        case "h", "hr", "hrs", "hour", "hours": 3_600_000
        case "d", "day", "days": 86_400_000
        case "w", "week", "weeks": 604_800_000
        case "M", "month", "months": 2_629_800_000
        case "y", "year", "years": 31_557_600_000
        default: nil
        }
    }
}
