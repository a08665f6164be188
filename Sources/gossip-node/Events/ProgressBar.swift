import GossipNode
import GossipText

/// The bar at the foot of a terminal while the node catches up.
struct ProgressBar: Equatable {
    let pace: CatchUpPace

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
        guard pace.hasWhole else { return countingLayouts }
        let percent = "\(part(of: 100)) %"
        let all = Self.list([percent, pace.counts, pace.rate, pace.timeLeft])
        let peer = "from \(pace.progress.peer)"
        return [
            "catching up \(cells(24)) \(all), \(peer)",
            "catching up \(cells(12)) \(all), \(peer)",
            "catching up \(cells(24)) \(all)",
            "catching up \(cells(12)) \(all)",
            "\(cells(12)) \(all)",
            all,
            Self.list([percent, pace.counts, pace.timeLeft]),
            Self.list([percent, pace.timeLeft]),
            percent,
        ]
    }

    /// The same without a whole.
    private var countingLayouts: [String] {
        let all = Self.list([pace.counts, pace.rate])
        return ["catching up: \(all), with \(pace.progress.peer)", "catching up: \(all)", all]
    }

    /// The part that has come, in so many parts of the whole.
    private func part(of count: Int) -> Int {
        pace.progress.received * count / pace.progress.needed
    }

    private func cells(_ count: Int) -> String {
        let filled = part(of: count)
        return String(repeating: "█", count: filled)
            + String(repeating: "░", count: count - filled)
    }

    private static func list(_ parts: [String?]) -> String {
        parts.compactMap(\.self).joined(separator: ", ")
    }
}
