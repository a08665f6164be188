import Testing

@testable import GossipText

/// Zones as they were and are, by the offsets before and after one change.
@Suite("Moments of wall times")
struct WallTimeResolutionTests {
    private static let hour = 3600
    private static let day = 86_400

    /// The moment in a zone that changes from one offset to another at a moment.
    private func moment(
        _ wall: Int,
        _ end: RangeEnd,
        from before: Int,
        to after: Int,
        at change: Int
    ) -> Int? {
        let resolution = WallTimeResolution { $0 < change ? before : after }
        return resolution.moment(ofWall: wall, at: end)?.moment
    }

    @Test(
        "A midnight that the clocks skip is the moment of the change",
        // São Paulo, Cairo and Beirut, Amman, the Azores.
        arguments: [(-3, -2), (2, 3), (3, 4), (-1, 0)]
    )
    func skippedMidnight(before: Int, after: Int) {
        let midnight = 20_000 * Self.day
        let change = midnight - before * Self.hour
        for end in [RangeEnd.start, .end] {
            for second in [0, 1, 1800, 3599] {
                #expect(
                    moment(
                        midnight + second,
                        end,
                        from: before * Self.hour,
                        to: after * Self.hour,
                        at: change
                    ) == change
                )
            }
            #expect(
                moment(
                    midnight + Self.hour,
                    end,
                    from: before * Self.hour,
                    to: after * Self.hour,
                    at: change
                ) == change
            )
        }
    }

    @Test(
        "A midnight that the clocks show twice has a first and a last moment",
        arguments: [(-4, -5), (3, 2), (0, -1), (14, 13), (-10, -11)]
    )
    func doubledMidnight(before: Int, after: Int) {
        // At 01:00 the clocks go back to 00:00, as in Havana.
        let midnight = 20_000 * Self.day
        let change = midnight + Self.hour - before * Self.hour
        func found(_ wall: Int, _ end: RangeEnd) -> Int? {
            moment(wall, end, from: before * Self.hour, to: after * Self.hour, at: change)
        }
        #expect(found(midnight, .start) == midnight - before * Self.hour)
        #expect(found(midnight, .end) == midnight - after * Self.hour)
        #expect(found(midnight - 1, .start) == midnight - 1 - before * Self.hour)
        #expect(found(midnight - 1, .end) == midnight - 1 - before * Self.hour)
        #expect(found(midnight + Self.hour, .start) == midnight + Self.hour - after * Self.hour)
    }

    @Test("A whole day that a zone leaves out is the moment of the change")
    func skippedDay() {
        // Samoa went from the evening of the 29th to the morning of the 31st.
        let midnight = 20_000 * Self.day
        let change = midnight + 10 * Self.hour
        for second in [0, 12 * Self.hour, Self.day - 1] {
            #expect(
                moment(
                    midnight + second,
                    .start,
                    from: -10 * Self.hour,
                    to: 14 * Self.hour,
                    at: change
                ) == change
            )
        }
    }

    @Test("A change of half an hour is known as well")
    func halfHour() {
        let wall = 20_000 * Self.day + 2 * Self.hour
        let change = wall - 21 * Self.hour / 2
        let found = (RangeEnd.start, RangeEnd.end)
        let later = 11 * Self.hour
        let earlier = 21 * Self.hour / 2
        #expect(moment(wall + 900, found.0, from: earlier, to: later, at: change) == change)
        let back = wall - later
        #expect(moment(wall - 900, found.0, from: later, to: earlier, at: back) == back - 900)
        #expect(moment(wall - 900, found.1, from: later, to: earlier, at: back) == back + 900)
    }
}
