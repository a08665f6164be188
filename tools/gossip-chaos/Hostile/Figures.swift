/// Numbers for people.
enum Figures {
    static func milliseconds(_ value: Double) -> String {
        if value.isNaN { return "-" }
        return value < 1_000 ? "\(tenths(value)) ms" : "\(tenths(value / 1_000)) s"
    }

    static func seconds(_ value: Double) -> String { "\(tenths(value)) s" }

    static func megabytes(_ value: Int) -> String { "\(tenths(Double(value) / 1e6)) MB" }

    /// A number with one digit behind the point below ten.
    static func tenths(_ value: Double) -> String {
        guard value < 10 else { return "\(Int(value.rounded()))" }
        let tenths = Int((value * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }
}
