import Glibc

/// A time zone: it turns milliseconds since 1970 into a wall time and back.
///
/// Goes through the C library and not Foundation, whose calendar costs tens of milliseconds of
/// start-up and several megabytes.
package enum TimeZoneRule: Equatable, Sendable {
    /// The zone of `TZ`, or of the machine.
    case local
    case utc
    /// So many seconds east of Greenwich, as in `+01:00`.
    case fixed(offsetSeconds: Int)

    /// The wall time of a moment, and the seconds by which it is ahead of UTC then.
    func civil(at milliseconds: UInt64) -> (time: CivilTime, offsetSeconds: Int) {
        // Messages end below 2^48 ms, the year 10889; anything later shows as that.
        let bounded = min(milliseconds, 1 << 48)
        var seconds = time_t(bounded / 1000)
        var parts = tm()
        switch self {
        case .local: localtime_r(&seconds, &parts)
        case .utc: gmtime_r(&seconds, &parts)
        case .fixed(let offset):
            seconds += offset
            gmtime_r(&seconds, &parts)
            parts.tm_gmtoff = offset
        }
        let civil = CivilTime(
            year: Int(parts.tm_year) + 1900,
            month: Int(parts.tm_mon) + 1,
            day: Int(parts.tm_mday),
            hour: Int(parts.tm_hour),
            minute: Int(parts.tm_min),
            second: Int(parts.tm_sec),
            millisecond: Int(bounded % 1000)
        )
        return (civil, parts.tm_gmtoff)
    }

    /// The moment of a wall time, or nil when it lies before 1970.
    ///
    /// Where the clocks showed it twice, the end of the range decides; where they skipped it, it is the
    /// moment of the change. A day outside its month (the 0th, the 32nd) counts on into the
    /// neighbouring one.
    func milliseconds(of civil: CivilTime, at end: RangeEnd) -> UInt64? {
        var parts = tm()
        parts.tm_year = Int32(clamping: civil.year - 1900)
        parts.tm_mon = Int32(clamping: civil.month - 1)
        parts.tm_mday = Int32(clamping: civil.day)
        parts.tm_hour = Int32(clamping: civil.hour)
        parts.tm_min = Int32(clamping: civil.minute)
        parts.tm_sec = Int32(clamping: civil.second)
        var copy = parts
        let wall = timegm(&copy)
        var seconds = wall
        var milliseconds = UInt64(clamping: civil.millisecond)
        switch self {
        case .utc: break
        case .fixed(let offset): seconds -= offset
        case .local:
            let resolution = WallTimeResolution(offset: Self.localOffset)
            if let found = resolution.moment(ofWall: wall, at: end) {
                seconds = found.moment
                if found.isSkipped { milliseconds = 0 }
            } else {
                parts.tm_isdst = -1
                seconds = mktime(&parts)
            }
        }
        guard seconds >= 0 else { return nil }
        return UInt64(seconds) * 1000 + milliseconds
    }

    /// The seconds by which the local wall is ahead of UTC at a moment.
    private static func localOffset(at seconds: Int) -> Int {
        var seconds = time_t(seconds)
        var parts = tm()
        localtime_r(&seconds, &parts)
        return parts.tm_gmtoff
    }
}
