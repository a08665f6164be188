/// The unit of a figure, and its form for people.
enum Unit: String {
    case count = ""
    case perSecond = "/s"
    case seconds = "s"
    case milliseconds = "ms"
    case microseconds = "µs"
    case bytes = "B"
    case ratio = "×"
    case percent = "%"

    /// The value with as many digits as mean something.
    func text(_ value: Double) -> String {
        guard value.isFinite else { return "–" }
        switch self {
        case .count: return Decimal.text(value, decimals: value == value.rounded() ? 0 : 1)
        case .perSecond: return Decimal.text(value, decimals: 0) + "/s"
        case .seconds, .milliseconds, .microseconds:
            return Decimal.text(value, decimals: Self.decimals(value)) + " " + rawValue
        case .bytes: return Self.bytes(value)
        case .ratio: return Decimal.text(value, decimals: value < 10 ? 2 : 0) + " ×"
        case .percent:
            // Nearly all is not all.
            let rounded = value < 100 ? min(value, 99.999) : value
            return Decimal.text(rounded, decimals: value == 100 ? 0 : 3) + " %"
        }
    }

    private static func decimals(_ value: Double) -> Int {
        switch value {
        case ..<0.1: 3
        case ..<10: 2
        case ..<100: 1
        default: 0
        }
    }

    private static func bytes(_ value: Double) -> String {
        switch value {
        case ..<10_000: Decimal.text(value, decimals: value == value.rounded() ? 0 : 1) + " B"
        case ..<1_000_000: Decimal.text(value / 1_000, decimals: 1) + " kB"
        case ..<1_000_000_000: Decimal.text(value / 1_000_000, decimals: 1) + " MB"
        default: Decimal.text(value / 1_000_000_000, decimals: 2) + " GB"
        }
    }
}
