/// Numbers as people read them.
package enum Quantity {
    /// A count with its digits in groups of three: `1,234,567`.
    package static func count(_ value: some BinaryInteger) -> String {
        let digits = String(value.magnitude)
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { text += "," }
            text.append(digit)
        }
        return value < 0 ? "-" + text : text
    }

    /// A count with its noun: `1 message`, `2 messages`.
    package static func count(
        _ value: some BinaryInteger,
        _ singular: String,
        _ plural: String
    ) -> String {
        count(value) + " " + (value == 1 ? singular : plural)
    }

    /// Messages, the noun used most.
    package static func messages(_ value: some BinaryInteger) -> String {
        count(value, "message", "messages")
    }

    /// The words after "equal" where logs were compared without some authors: `, except for 2 authors and all guests`.
    package static func exception(authors: Int, guests: Bool = false) -> String {
        let parts = [
            authors == 0 ? nil : count(authors, "author", "authors"), guests ? "all guests" : nil,
        ].compactMap(\.self)
        return parts.isEmpty ? "" : ", except for " + parts.joined(separator: " and ")
    }

    /// A size in powers of 1,000, three digits of it: `999 B`, `1.23 kB`, `45.6 MB`.
    package static func bytes(_ value: some BinaryInteger) -> String {
        var size = UInt64(clamping: value)
        if size < 1000 { return "\(size) B" }
        var rest: UInt64 = 0
        var unit = 0
        let units = ["B", "kB", "MB", "GB", "TB", "PB", "EB"]
        while size >= 1000 {
            (size, rest) = (size / 1000, size % 1000)
            unit += 1
        }
        let fraction =
            switch size {
            case ..<10: "." + (rest / 10 < 10 ? "0" : "") + String(rest / 10)
            case ..<100: "." + String(rest / 100)
            default: ""
            }
        return "\(size)\(fraction) \(units[unit])"
    }

    /// A part of a whole in percent: `12.3 %`.
    package static func share(_ part: Int, of whole: Int) -> String {
        guard whole > 0 else { return "-" }
        let tenths = (Double(part) / Double(whole) * 1000).rounded()
        return "\(Int(tenths) / 10).\(Int(tenths) % 10) %"
    }

    /// A rate: `12.5/s`, `3.2/min`, `0.4/day`.
    package static func rate(_ count: Int, milliseconds: UInt64) -> String {
        guard milliseconds > 0 else { return "-" }
        let perMillisecond = Double(count) / Double(milliseconds)
        let units: [(String, Double)] = [("s", 1e3), ("min", 60e3), ("h", 3.6e6), ("day", 86.4e6)]
        let unit = units.first { perMillisecond * $0.1 >= 1 } ?? units[units.count - 1]
        let value = perMillisecond * unit.1
        if value >= 100 { return "\(Quantity.count(Int(value.rounded())))/\(unit.0)" }
        let tenths = Int((value * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)/\(unit.0)"
    }
}
