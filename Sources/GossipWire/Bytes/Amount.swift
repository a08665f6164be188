/// Amounts as people type them: a number and a unit, without a space.
public enum Amount {
    /// A time in milliseconds: `90s`, `45m`, `12h`, `30d`, `8w`; `nil` for anything else.
    public static func milliseconds(_ text: String) -> UInt64? {
        parse(
            text,
            ["s": 1_000, "m": 60_000, "h": 3_600_000, "d": 86_400_000, "w": 604_800_000]
        )
    }

    /// A number of bytes: `2000000`, `500kB`, `500MB`, `1GB`, `1TB`, by thousands; `nil` for anything
    /// else.
    public static func bytes(_ text: String) -> UInt64? {
        parse(
            text,
            [
                "": 1, "B": 1, "kB": 1_000, "KB": 1_000, "MB": 1_000_000, "GB": 1_000_000_000,
                "TB": 1_000_000_000_000,
            ]
        )
    }

    private static func parse(_ text: String, _ units: [String: UInt64]) -> UInt64? {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard let number = UInt64(digits), let unit = units[String(text.dropFirst(digits.count))]
        else { return nil }
        let (amount, overflow) = number.multipliedReportingOverflow(by: unit)
        return overflow ? nil : amount
    }
}
