/// The rate at which something is done, in even steps of time and without bursts after a delay.
struct AttackRate {
    private let interval: UInt64
    private let burstMax: Int
    private var next: UInt64 = 0

    init(perSecond rate: Int, burstMax: Int = 256) {
        interval = 1_000_000_000 / UInt64(rate)
        self.burstMax = burstMax
    }

    /// The number due since the last call.
    mutating func due(at now: UInt64) -> Int {
        if next == 0 { next = now }
        guard now >= next else { return 0 }
        let count = Int((now - next) / interval) + 1
        next += UInt64(count) * interval
        return min(count, burstMax)
    }
}
