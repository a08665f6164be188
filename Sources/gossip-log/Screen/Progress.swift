import Glibc
import GossipText

/// A line on a terminal's standard error that says how far long work has come.
struct Progress {
    private let action: String
    private let isShown =
        Terminal(descriptor: STDERR_FILENO).hasEscapes && !Diagnostics.isHushed
    private var shownAt: UInt64 = 0

    /// Often enough to see it move, seldom enough to cost nothing.
    private static let intervalMilliseconds: UInt64 = 200

    /// For work that is said as `imported 1,234 messages`.
    init(_ action: String) {
        self.action = action
    }

    /// Shows how many messages are done.
    mutating func show(_ count: Int) {
        show { Quantity.messages(count) }
    }

    /// Shows how much of a whole is done.
    mutating func show(part: Int, of whole: Int) {
        show { Quantity.share(part, of: whole) }
    }

    private mutating func show(_ text: () -> String) {
        guard isShown else { return }
        let now = WallClock.system.now
        guard now &- shownAt >= Self.intervalMilliseconds else { return }
        shownAt = now
        write("\r\(action) \(text())\u{1B}[K")
    }

    /// Takes the line away.
    func clear() {
        guard isShown, shownAt > 0 else { return }
        write("\r\u{1B}[K")
    }

    private func write(_ text: String) {
        let sink = ByteSink(descriptor: STDERR_FILENO)
        sink.write(text)
        // A progress line that nobody sees is no loss.
        try? sink.flush()
    }
}
