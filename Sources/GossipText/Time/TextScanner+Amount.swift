extension TextScanner {
    /// Takes one number, whole or with a fraction, and its unit, which says how much one is.
    ///
    /// - Returns: the amount; `nil` when there is none, or it does not fit.
    mutating func takeAmount(unit: (String) -> UInt64?) -> UInt64? {
        guard let whole = takeNumber(digits: 1...15) else { return nil }
        var fraction: (value: Int, digits: Int) = (0, 0)
        if take(".") {
            guard let digits = takeNumber(digits: 1...6) else { return nil }
            fraction = digits
        }
        skipSpaces()
        guard let unit = unit(takeWord()) else { return nil }
        let (product, overflow) = UInt64(whole.value).multipliedReportingOverflow(by: unit)
        if overflow { return nil }
        let scale = (0..<fraction.digits).reduce(UInt64(1)) { scale, _ in scale * 10 }
        let (parts, tooFine) = UInt64(fraction.value).multipliedReportingOverflow(by: unit)
        if tooFine { return nil }
        let (sum, carried) = product.addingReportingOverflow(parts / scale)
        return carried ? nil : sum
    }
}

extension StringProtocol {
    /// The text without spaces at its ends.
    var trimmingSpaces: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
