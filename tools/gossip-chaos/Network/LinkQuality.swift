import TestSupport

/// The quality of the link from one node to another.
struct LinkQuality {
    /// Of 1,000 packets.
    var lost: Int
    /// Of 1,000 packets.
    var duplicated: Int
    /// Nanoseconds that each packet takes at least.
    var delayMin: UInt64
    /// Further nanoseconds, evenly drawn: packets overtake each other.
    var jitter: UInt64
    /// Until when all is lost: losses on real links come in bursts.
    ///
    /// Nanoseconds, monotonic.
    var deafUntil: UInt64 = 0

    private static let millisecond: UInt64 = 1_000_000
    /// Of as many packets one begins a burst of losses.
    private static let burstEvery = 3_000
    private static let burstMillisecondsMax = 400

    init(_ random: inout SeededGenerator) {
        lost = random.below(80)
        duplicated = random.below(40)
        delayMin = UInt64(random.below(40) + 1) * Self.millisecond
        jitter = UInt64(random.below(15) + 1) * Self.millisecond
    }

    /// When the copies of a packet that is sent now arrive: none, one or two times.
    mutating func arrivals(at now: UInt64, _ random: inout SeededGenerator) -> (UInt64?, UInt64?) {
        if random.below(Self.burstEvery) == 0 {
            deafUntil = now + UInt64(random.below(Self.burstMillisecondsMax)) * Self.millisecond
        }
        guard now >= deafUntil, random.below(1_000) >= lost else { return (nil, nil) }
        let first = now + delayMin + random.next() % jitter
        guard random.below(1_000) < duplicated else { return (first, nil) }
        return (first, now + delayMin + random.next() % jitter)
    }
}
