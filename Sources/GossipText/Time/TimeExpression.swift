/// The grammar of a typed moment, as after `--since` and `--until`; it is journalctl's.
package struct TimeExpression {
    /// Examples of every form, for help and for the error that refuses something else.
    package static let accepted = """
        2026-11-22, "2026-11-22 12:00", "2026-11-22 12:00:30.123", 12:00 (local time); \
        2026-11-22T12:00:00Z or with +01:00; @UNIX-SECONDS; now, today, yesterday, tomorrow; \
        5m, -1h30m or "2 days ago" (before now); +5m (after it).
        """

    private let now: UInt64
    private let zone: TimeZoneRule

    /// Makes the grammar of a moment.
    ///
    /// - Parameters:
    ///   - now: now, in milliseconds since 1970.
    ///   - zone: the zone in which `12:00` and `today` are meant.
    package init(now: UInt64, zone: TimeZoneRule) {
        self.now = now
        self.zone = zone
    }

    /// Milliseconds since 1970 of an expression, or nil when it is none.
    ///
    /// A relative expression that reaches behind 1970 stops there. A wall time that the clocks showed
    /// twice is the earlier moment for the start of a range and the later for its end; one that they
    /// skipped is the moment of the change.
    package func milliseconds(_ text: String, as end: RangeEnd = .start) -> UInt64? {
        let expression = text.trimmingSpaces
        return word(expression, end) ?? unix(expression) ?? relative(expression)
            ?? absolute(expression, end) ?? clock(expression, end)
    }

    private func word(_ text: String, _ end: RangeEnd) -> UInt64? {
        switch text.lowercased() {
        case "now": now
        case "today": midnight(daysFromToday: 0, end)
        case "yesterday": midnight(daysFromToday: -1, end)
        case "tomorrow": midnight(daysFromToday: 1, end)
        default: nil
        }
    }

    private func midnight(daysFromToday days: Int, _ end: RangeEnd) -> UInt64? {
        let today = zone.civil(at: now).time
        return zone.milliseconds(
            of: CivilTime(year: today.year, month: today.month, day: today.day + days),
            at: end
        )
    }

    /// `@1795348800`, `@1795348800.123`; digits beyond the millisecond are cut.
    private func unix(_ text: String) -> UInt64? {
        var scanner = TextScanner(text)
        guard scanner.take("@"), let seconds = scanner.takeNumber(digits: 1...12) else {
            return nil
        }
        let milliseconds = scanner.takeFraction()
        guard let milliseconds, scanner.isAtEnd else { return nil }
        return UInt64(seconds.value) * 1000 + UInt64(milliseconds)
    }

    /// `-1h`, `+5m`, `2 days ago`, `5 min left`; without a sign, `5m` is before now.
    private func relative(_ text: String) -> UInt64? {
        if text.hasPrefix("-") { return before(span(text.dropFirst())) }
        if text.hasPrefix("+") { return after(span(text.dropFirst())) }
        if text.hasSuffix(" ago") { return before(span(text.dropLast(4))) }
        if text.hasSuffix(" left") { return after(span(text.dropLast(5))) }
        // With a unit, so that no digits of a date or a clock are seconds.
        return before(TimeSpan.milliseconds(text))
    }

    private func span(_ text: Substring) -> UInt64? {
        TimeSpan.milliseconds(text, bareIsSeconds: true)
    }

    private func before(_ span: UInt64?) -> UInt64? {
        span.map { $0 < now ? now - $0 : 0 }
    }

    private func after(_ span: UInt64?) -> UInt64? {
        guard let (sum, overflow) = span.map(now.addingReportingOverflow) else { return nil }
        return overflow ? nil : sum
    }

    /// `2026-11-22`, with a time after a space or `T`, with an offset after the time.
    private func absolute(_ text: String, _ end: RangeEnd) -> UInt64? {
        var scanner = TextScanner(text)
        guard let year = scanner.takeNumber(digits: 4...4), scanner.take("-"),
            let month = scanner.takeNumber(digits: 2...2), scanner.take("-"),
            let day = scanner.takeNumber(digits: 2...2)
        else { return nil }
        var civil = CivilTime(year: year.value, month: month.value, day: day.value)
        var zone = zone
        if !scanner.isAtEnd {
            guard scanner.take(anyOf: "Tt ") != nil, scanner.takeClock(into: &civil) else {
                return nil
            }
            guard let offset = scanner.takeOffset(orElse: zone) else { return nil }
            zone = offset
        }
        return civil.isReal ? zone.milliseconds(of: civil, at: end) : nil
    }

    /// `12:00`, `12:00:30.5`: today.
    private func clock(_ text: String, _ end: RangeEnd) -> UInt64? {
        var civil = zone.civil(at: now).time
        var scanner = TextScanner(text)
        guard scanner.takeClock(into: &civil), scanner.isAtEnd, civil.isReal else { return nil }
        return zone.milliseconds(of: civil, at: end)
    }
}
