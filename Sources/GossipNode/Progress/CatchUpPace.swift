import GossipText

/// The speed of a catch-up, and the words for it.
package struct CatchUpPace: Equatable, Sendable {
    /// The catch-up.
    package let progress: CatchUpProgress
    /// Messages a second; `nil` while too few have come to tell.
    package let perSecond: Double?

    /// The longest time that is told.
    private static let secondsMax: Double = 30 * 86_400

    /// Makes a pace.
    package init(_ progress: CatchUpProgress, perSecond: Double?) {
        self.progress = progress
        self.perSecond = perSecond
    }

    /// True when the whole is known; a peer that sends by itself may not have said how much.
    package var hasWhole: Bool { progress.needed > progress.received }

    /// The count of received messages, and the whole where it is known.
    package var counts: String {
        if hasWhole {
            return
                "\(Quantity.count(progress.received)) of \(Quantity.count(progress.needed))"
        }
        let received = progress.received > 0 ? "\(Quantity.count(progress.received)) received" : nil
        let sent = progress.sent > 0 ? "\(Quantity.count(progress.sent)) sent" : nil
        return [received, sent].compactMap(\.self).joined(separator: ", ")
    }

    /// The rate, as `81,000/s`.
    package var rate: String? {
        perSecond.map { "\(Quantity.count(Int($0.rounded())))/s" }
    }

    /// The whole seconds that the rest takes at this rate; `nil` where nobody can tell.
    ///
    /// A number that a peer made up has none.
    package var secondsLeft: UInt64? {
        guard hasWhole, let perSecond, perSecond >= 1 else { return nil }
        let seconds = (Double(progress.needed - progress.received) / perSecond).rounded(.up)
        return seconds <= Self.secondsMax ? UInt64(seconds) : nil
    }

    /// The time of the rest, as `2 s left`.
    package var timeLeft: String? {
        secondsLeft.map { "\(TimeFormat.span(milliseconds: $0 * 1_000)) left" }
    }
}
