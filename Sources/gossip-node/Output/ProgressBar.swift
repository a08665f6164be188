import GossipNode

/// The bar at the foot of a terminal while the node catches up.
enum ProgressBar {
    private static let cellCount = 24

    /// The bar without a newline; the next line erases it.
    ///
    /// Cut to less than the width, in columns: what wraps into the next line cannot be erased.
    static func text(_ progress: CatchUpProgress, width: Int) -> String {
        let needed = max(progress.needed, progress.received, 1)
        let filled = progress.received * cellCount / needed
        let percent = progress.received * 100 / needed
        let bar =
            String(repeating: "█", count: filled)
            + String(repeating: "░", count: cellCount - filled)
        let text =
            "catching up \(bar) \(percent) %  \(progress.received) of \(progress.needed)"
            + " from \(progress.peer), \(progress.sent) sent"
        return String(text.prefix(max(0, width - 1)))
    }
}
