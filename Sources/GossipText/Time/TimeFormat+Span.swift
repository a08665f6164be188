extension TimeFormat {
    private static let units: [(name: String, seconds: UInt64)] = [
        ("d", 86400), ("h", 3600), ("min", 60), ("s", 1),
    ]

    /// A span in its two largest units: `850 ms`, `2.5 s`, `3 min 20 s`, `2 d 4 h`.
    package static func span(milliseconds: UInt64) -> String {
        if milliseconds < 1000 { return "\(milliseconds) ms" }
        if milliseconds < 60_000 {
            let tenths = milliseconds / 100
            return tenths % 10 == 0 ? "\(tenths / 10) s" : "\(tenths / 10).\(tenths % 10) s"
        }
        let seconds = milliseconds / 1000
        guard let first = units.firstIndex(where: { seconds >= $0.seconds }) else { return "0 s" }
        let large = units[first]
        guard first + 1 < units.count else { return "\(seconds) s" }
        let small = units[first + 1]
        let rest = seconds % large.seconds / small.seconds
        let head = "\(seconds / large.seconds) \(large.name)"
        return rest == 0 ? head : head + " \(rest) \(small.name)"
    }

    /// A moment that has passed, by the largest unit of its age: `3 min ago`, `just now`.
    package static func ago(_ milliseconds: UInt64, now: UInt64) -> String {
        guard milliseconds <= now else { return "in the future" }
        let seconds = (now - milliseconds) / 1_000
        if seconds == 0 { return "just now" }
        // The largest unit will do.
        return span(milliseconds: seconds * 1_000).split(separator: " ").prefix(2)
            .joined(separator: " ") + " ago"
    }
}
