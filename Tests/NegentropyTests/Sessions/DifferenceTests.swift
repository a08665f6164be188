import Negentropy
import TestSupport
import Testing

@Suite("The difference of two sets")
struct DifferenceTests {
    /// Every pair of profiles: the two sides need not use the same.
    static let profiles: [(ReconciliationProfile, ReconciliationProfile)] = [
        (.reference, .reference), (.reference, .tuned), (.tuned, .reference), (.tuned, .tuned),
    ]

    @Test("is exact, without duplicates, whatever the profiles and limits", arguments: 0..<40)
    func exact(seed: Int) throws {
        let sets = TwoSets(seed: UInt64(seed))
        for profiles in DifferenceTests.profiles {
            for limits in [(0, 0), (4_096, 0), (0, 4_096), (4_096, 5_000)] {
                var session = Session(
                    profiles.0,
                    server: profiles.1,
                    frameSizeLimits: limits
                )
                try session.run(client: sets.client, server: sets.server)
                #expect(session.have.sorted() == sets.have, "\(profiles) \(limits)")
                #expect(session.need.sorted() == sets.need, "\(profiles) \(limits)")
                #expect(limits.0 == 0 || session.frameLengthsMax.client <= limits.0)
                #expect(limits.1 == 0 || session.frameLengthsMax.server <= limits.1)
            }
        }
    }

    @Test("is exact with any tail hint, right or wrong", arguments: 0..<40)
    func exactWithTailHint(seed: Int) throws {
        let sets = TwoSets(seed: UInt64(seed))
        var random = SeededGenerator(seed: UInt64(seed))
        let items = sets.server.items
        let item = items.isEmpty ? nil : items[random.below(items.count)]
        let hints = [
            Bound.zero, .infinity, Bound(timestamp: random.next() >> 23),
            item.map { Bound($0) } ?? .zero, item.map { Bound(timestamp: $0.timestamp) } ?? .zero,
        ]
        for hint in hints {
            let profiles = DifferenceTests.profiles[random.below(4)]
            for limits in [(0, 0), (0, 4_096), (4_096, 4_096)] {
                var session = Session(
                    profiles.0,
                    server: profiles.1,
                    frameSizeLimits: limits,
                    tailFrom: hint
                )
                try session.run(client: sets.client, server: sets.server)
                #expect(session.have.sorted() == sets.have, "\(profiles) \(hint) \(limits)")
                #expect(session.need.sorted() == sets.need, "\(profiles) \(hint) \(limits)")
                #expect(limits.0 == 0 || session.frameLengthsMax.client <= limits.0)
                #expect(limits.1 == 0 || session.frameLengthsMax.server <= limits.1)
            }
        }
    }
}
