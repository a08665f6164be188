import Glibc

/// The time on the wall now, and its zone.
package struct WallClock {
    /// Milliseconds since 1970.
    package let now: UInt64
    /// The zone in which it is read.
    package let zone: TimeZoneRule

    /// Makes a clock that stands.
    package init(now: UInt64, zone: TimeZoneRule) {
        self.now = now
        self.zone = zone
    }

    /// The machine's clock, read once, so that `--since` and `--until` mean the same now.
    package static var system: WallClock {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        let milliseconds = UInt64(max(0, time.tv_sec)) * 1000 + UInt64(time.tv_nsec / 1_000_000)
        return WallClock(now: milliseconds, zone: .local)
    }
}
