import TestSupport
import Testing

/// Both ends of Negentropy over drawn sets, profiles, limits and hints.
@Suite("Differences of drawn sets")
struct DifferenceTests {
    @Test("have and need are exact", arguments: 0..<60)
    func haveAndNeed(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        var description = (0..<6).map { _ in UInt8(truncatingIfNeeded: random.next()) }
        // Every other session without limits, and the others near the smallest, where they matter.
        for index in [1, 3] { description[index] = 0 }
        if seed.isMultiple(of: 2) { for index in [2, 4] { description[index] = 0 } }
        for _ in 0...(random.next() % 5) {
            // Up to 64 items of any kind, or, one time in four, sixteen times as many.
            let kind =
                UInt8(truncatingIfNeeded: random.next()) & (random.next() % 4 == 0 ? 255 : 191)
            let count = UInt8(random.next() % 64)
            description += [kind, count, UInt8(truncatingIfNeeded: random.next()), 0]
        }
        try FuzzTarget.difference.check(description)
    }
}
