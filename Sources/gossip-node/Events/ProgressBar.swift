import GossipNode
import GossipText

/// The bar at the foot of a terminal while the node catches up.
enum ProgressBar {
    private static let cellCount = 24

    /// The bar without a newline; the next line erases it.
    ///
    /// It is cut to less than the terminal's columns: after a wrap it could not be erased.
    static func text(_ progress: CatchUpProgress, columns: Int) -> String {
        let needed = max(progress.needed, progress.received, 1)
        let filled = progress.received * cellCount / needed
        let percent = progress.received * 100 / needed
        let bar =
            String(repeating: "█", count: filled)
            + String(repeating: "░", count: cellCount - filled)
        let text =
            "catching up \(bar) \(percent) %  \(Quantity.count(progress.received)) of "
            + "\(Quantity.count(progress.needed)) from \(progress.peer), "
            + "\(Quantity.count(progress.sent)) sent"
        return DisplayWidth.cut(text, to: max(0, columns - 1))
    }
}
