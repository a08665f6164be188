/// A rate that may be used up, with a second's worth at once.
///
/// It is the generic cell rate algorithm (ITU-T I.371), whose state is one time.
struct RateMeter: Sendable {
    private let interval: UInt64
    /// The time at which all is given back.
    private var fullAt: UInt64 = 0

    init(perSecond rate: Int) { interval = Nanoseconds.seconds(1) / UInt64(rate) }

    /// Takes one; `false` when there is none left.
    mutating func spend(at now: UInt64) -> Bool {
        let next = max(fullAt, now) + interval
        guard next <= now + Nanoseconds.seconds(1) else { return false }
        fullAt = next
        return true
    }
}
