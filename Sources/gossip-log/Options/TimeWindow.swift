import GossipText

/// The times of `--since` and `--until`, in milliseconds since 1970.
struct TimeWindow {
    let since: UInt64?
    let until: UInt64?

    init(since: String?, until: String?, clock: WallClock) throws(CommandFailure) {
        self.since = try Self.time(since, "--since", clock)
        self.until = try Self.time(until, "--until", clock)
        if let since = self.since, let until = self.until, since > until {
            throw CommandFailure(
                "--since \(TimeFormat.people(since, in: clock.zone)) is after --until "
                    + "\(TimeFormat.people(until, in: clock.zone)). Exchange them."
            )
        }
    }

    private static func time(
        _ text: String?,
        _ flag: String,
        _ clock: WallClock
    ) throws(CommandFailure) -> UInt64? {
        guard let text else { return nil }
        let expression = TimeExpression(now: clock.now, zone: clock.zone)
        if let time = expression.milliseconds(text) { return time }
        throw CommandFailure(
            "\(flag) \"\(SafeText.text(text))\" is not a time.\nAccepted are "
                + TimeExpression.accepted
        )
    }
}
