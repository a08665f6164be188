/// A rate that may be used up, with a second's worth at once unless said otherwise.
///
/// It is the generic cell rate algorithm (ITU-T I.371), whose state is one time.
struct RateMeter: Sendable {
    private let interval: UInt64
    private let burst: UInt64
    /// The time at which all is given back.
    private(set) var fullAt: UInt64 = 0

    /// Makes a meter.
    ///
    /// - Parameters:
    ///   - rate: The units a second, at most 1,000,000,000.
    ///   - burst: The time whose worth may be used at once, in nanoseconds.
    init(perSecond rate: Int, burst: UInt64 = Nanoseconds.seconds(1)) {
        interval = Nanoseconds.seconds(1) / UInt64(rate)
        self.burst = burst
    }

    /// True while one is left.
    func hasLeft(at now: UInt64) -> Bool { max(fullAt, now) + interval <= now + burst }

    /// Takes one; `false` when there is none left.
    mutating func spend(at now: UInt64) -> Bool {
        guard hasLeft(at: now) else { return false }
        charge(1, at: now)
        return true
    }

    /// Takes so many, also more than are left: then there is none until the debt is worked off.
    mutating func charge(_ amount: Int, at now: UInt64) {
        fullAt = max(fullAt, now) + interval * UInt64(amount)
    }

    /// The time from which one is left.
    func nextLeft(at now: UInt64) -> UInt64 {
        hasLeft(at: now) ? now : fullAt + interval - burst
    }
}
