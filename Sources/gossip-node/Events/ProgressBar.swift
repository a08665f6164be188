import GossipNode
import GossipText

/// The bar at the foot of a terminal while the node catches up.
struct ProgressBar: Equatable {
    let progress: CatchUpProgress
    /// Messages a second; `nil` while too few have come to tell.
    let perSecond: Double?

    /// The longest time that is told.
    private static let secondsMax: Double = 30 * 86_400

    /// The bar on one row.
    ///
    /// It is shorter than the terminal's columns: after a wrap it could not be erased. On a narrow terminal
    /// the peer is left out first, then cells, then the rate.
    func text(columns: Int) -> String {
        let columnsMax = max(0, columns - 1)
        let fitting = layouts.first { DisplayWidth.of($0) <= columnsMax }
        return fitting ?? DisplayWidth.cut(layouts[layouts.count - 1], to: columnsMax)
    }

    /// The bar in all its lengths, the longest first.
    private var layouts: [String] {
        // A peer that sends by itself may not have said how much.
        guard progress.needed > progress.received else { return countingLayouts }
        let percent = "\(part(of: 100)) %"
        let counts = "\(Quantity.count(progress.received)) of \(Quantity.count(progress.needed))"
        let left = timeLeft.map { "\($0) left" }
        let peer = "from \(progress.peer)"
        let all = Self.list([percent, counts, rate, left])
        return [
            "catching up \(cells(24)) \(all), \(peer)",
            "catching up \(cells(12)) \(all), \(peer)",
            "catching up \(cells(24)) \(all)",
            "catching up \(cells(12)) \(all)",
            "\(cells(12)) \(all)",
            all,
            Self.list([percent, counts, left]),
            Self.list([percent, left]),
            percent,
        ]
    }

    /// The same without a whole.
    private var countingLayouts: [String] {
        let received = progress.received > 0 ? "\(Quantity.count(progress.received)) received" : nil
        let sent = progress.sent > 0 ? "\(Quantity.count(progress.sent)) sent" : nil
        let all = Self.list([received, sent, rate])
        return ["catching up: \(all), with \(progress.peer)", "catching up: \(all)", all]
    }

    /// The part that has come, in so many parts of the whole.
    private func part(of count: Int) -> Int {
        progress.received * count / progress.needed
    }

    private func cells(_ count: Int) -> String {
        let filled = part(of: count)
        return String(repeating: "█", count: filled)
            + String(repeating: "░", count: count - filled)
    }

    private var rate: String? {
        perSecond.map { "\(Quantity.count(Int($0.rounded())))/s" }
    }

    /// The time that the rest takes at this rate, in whole seconds; a number that a peer made up has none.
    private var timeLeft: String? {
        guard let perSecond, perSecond >= 1 else { return nil }
        let seconds = (Double(progress.needed - progress.received) / perSecond).rounded(.up)
        guard seconds <= Self.secondsMax else { return nil }
        return TimeFormat.span(milliseconds: UInt64(seconds) * 1_000)
    }

    private static func list(_ parts: [String?]) -> String {
        parts.compactMap(\.self).joined(separator: ", ")
    }
}
