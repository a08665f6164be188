import Glibc

/// What the clock on the wall says now, and in which zone.
struct Clock {
    /// Milliseconds since 1970.
    let now: UInt64
    let zone: TimeZoneRule

    /// The machine's clock, read once, so that `--since` and `--until` mean the same now.
    static var system: Clock {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        let milliseconds = UInt64(max(0, time.tv_sec)) * 1000 + UInt64(time.tv_nsec / 1_000_000)
        return Clock(now: milliseconds, zone: .local)
    }
}
