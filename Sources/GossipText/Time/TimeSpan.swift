/// A length of time as people write it: `1h30m`, `2 days`, `1.5 hours`.
package enum TimeSpan {
    /// The span in milliseconds, or nil if the text is none.
    ///
    /// A bare number counts seconds.
    package static func milliseconds(_ text: some StringProtocol) -> UInt64? {
        var scanner = TextScanner(text)
        var total: UInt64 = 0
        repeat {
            scanner.skipSpaces()
            guard let part = scanner.takePart() else { return nil }
            let (sum, overflow) = total.addingReportingOverflow(part)
            if overflow { return nil }
            total = sum
            scanner.skipSpaces()
        } while !scanner.isAtEnd
        return total
    }

    /// Milliseconds of a unit by its names; months and years are average ones, as in journalctl.
    package static func unit(_ name: String) -> UInt64? {
        switch name {
        case "ms", "msec", "millisecond", "milliseconds": 1
        case "", "s", "sec", "secs", "second", "seconds": 1000
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

extension TextScanner {
    /// Takes one number with its unit, in milliseconds.
    fileprivate mutating func takePart() -> UInt64? {
        guard let whole = takeNumber(digits: 1...15) else { return nil }
        var fraction: (value: Int, digits: Int) = (0, 0)
        if take(".") {
            guard let digits = takeNumber(digits: 1...6) else { return nil }
            fraction = digits
        }
        skipSpaces()
        guard let unit = TimeSpan.unit(takeWord()) else { return nil }
        let (product, overflow) = UInt64(whole.value).multipliedReportingOverflow(by: unit)
        if overflow { return nil }
        let scale = (0..<fraction.digits).reduce(UInt64(1)) { scale, _ in scale * 10 }
        let part = UInt64(fraction.value) * unit / scale
        let (sum, carried) = product.addingReportingOverflow(part)
        return carried ? nil : sum
    }
}
