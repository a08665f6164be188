/// The detector of sleep: a tick that comes far too late, or clocks that drift apart.
///
/// Either means that the node was suspended or its clock was set: it may have missed anything.
struct SleepWatch: Sendable {
    /// The longest time between two ticks: a node that is called much later has slept.
    static let tickInterval = Nanoseconds.seconds(2)

    private let after: UInt64
    private var lastTick: Now

    /// Begins with the clocks at the start of a node.
    ///
    /// - Parameters:
    ///   - after: The lateness, or the jump of the wall clock, that counts as sleep; nanoseconds.
    ///   - now: The clocks.
    init(after: UInt64, at now: Now) {
        self.after = after
        lastTick = now
    }

    /// The length of the sleep before a tick in milliseconds, `nil` when there was none.
    func sleepDuration(before now: Now) -> UInt64? {
        let passed = now.monotonic - min(now.monotonic, lastTick.monotonic)
        let wallPassed = Int64(now.wall) - Int64(lastTick.wall)
        let drift = abs(wallPassed - Int64(passed / 1_000_000))
        if passed >= Self.tickInterval + after { return passed / 1_000_000 }
        return drift >= Int64(after / 1_000_000) ? UInt64(drift) : nil
    }

    /// The time of the next tick: the deadline, but not in the past and in two seconds at most.
    func limit(_ deadline: UInt64) -> UInt64 {
        min(lastTick.monotonic + Self.tickInterval, max(lastTick.monotonic, deadline))
    }

    /// Notes a tick.
    mutating func ticked(at now: Now) { lastTick = now }
}
