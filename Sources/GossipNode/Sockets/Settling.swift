/// The time at which changes that come in a burst are told, once for all of them.
///
/// Nanoseconds of any clock that only moves forward.
struct Settling {
    /// The wait for the rest of a burst: a link that comes up brings addresses and routes with it.
    static let quietTime: UInt64 = 100_000_000
    /// The least time between two tellings, however often things change.
    static let interval: UInt64 = 1_000_000_000

    private var isPending = false
    private var nextTime: UInt64 = 0

    /// Notes a change, and returns the wait until it is to be told; `nil` when that is arranged.
    mutating func changed(at now: UInt64) -> UInt64? {
        guard !isPending else { return nil }
        isPending = true
        return max(Self.quietTime, nextTime - min(nextTime, now))
    }

    /// Notes that the changes so far are told now.
    mutating func told(at now: UInt64) {
        isPending = false
        nextTime = now + Self.interval
    }
}
