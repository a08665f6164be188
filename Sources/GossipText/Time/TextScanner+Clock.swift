/// The parts of a written time.
extension TextScanner {
    /// Takes `12:00`, `12:00:30` or `12:00:30.123`.
    mutating func takeClock(into civil: inout CivilTime) -> Bool {
        guard let hour = takeNumber(digits: 1...2), take(":"),
            let minute = takeNumber(digits: 2...2)
        else { return false }
        (civil.hour, civil.minute) = (hour.value, minute.value)
        (civil.second, civil.millisecond) = (0, 0)
        guard take(":") else { return true }
        guard let second = takeNumber(digits: 2...2), let fraction = takeFraction() else {
            return false
        }
        (civil.second, civil.millisecond) = (second.value, fraction)
        return true
    }

    /// Takes `.5`, `.123`, `.123456` as milliseconds, cutting what is finer; 0 if no dot comes.
    mutating func takeFraction() -> Int? {
        guard take(".") else { return 0 }
        guard let fraction = takeNumber(digits: 1...9) else { return nil }
        var (value, digits) = fraction
        while digits < 3 { (value, digits) = (value * 10, digits + 1) }
        while digits > 3 { (value, digits) = (value / 10, digits - 1) }
        return value
    }

    /// Takes `Z`, `UTC`, `+01:00` or `+0100`, which ends the text, or gives `zone` at its end.
    mutating func takeOffset(orElse zone: TimeZoneRule) -> TimeZoneRule? {
        skipSpaces()
        if isAtEnd { return zone }
        if let sign = take(anyOf: "+-") {
            guard let hours = takeNumber(digits: 2...4) else { return nil }
            var minutes = hours.digits == 4 ? hours.value % 100 : 0
            let whole = hours.digits == 4 ? hours.value / 100 : hours.value
            if hours.digits == 2, take(":") {
                guard let written = takeNumber(digits: 2...2) else { return nil }
                minutes = written.value
            }
            guard isAtEnd, hours.digits != 3, whole <= 23, minutes <= 59 else { return nil }
            let seconds = whole * 3600 + minutes * 60
            return .fixed(offsetSeconds: sign == UInt8(ascii: "-") ? -seconds : seconds)
        }
        let word = takeWord()
        return isAtEnd && (word == "z" || word == "utc") ? .utc : nil
    }
}
