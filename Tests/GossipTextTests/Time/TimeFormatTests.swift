import Testing

@testable import GossipText

@Suite("Printed times")
struct TimeFormatTests {
    @Test("Local times carry their offset, UTC a Z")
    func people() {
        let winter: UInt64 = 1_795_348_800_123
        let summer: UInt64 = 1_782_900_000_007
        #expect(
            TimeFormat.people(winter, in: TestZone.local) == "2026-11-22 13:00:00.123+01:00"
        )
        #expect(
            TimeFormat.people(summer, in: TestZone.local) == "2026-07-01 12:00:00.007+02:00"
        )
        #expect(TimeFormat.people(winter, in: .utc) == "2026-11-22 12:00:00.123Z")
        #expect(
            TimeFormat.people(winter, in: .fixed(offsetSeconds: -12_600))
                == "2026-11-22 08:30:00.123-03:30"
        )
    }

    @Test("The hour that comes twice prints differently each time")
    func ambiguousHour() {
        #expect(
            TimeFormat.people(1_792_888_200_000, in: TestZone.local)
                == "2026-10-25 02:30:00.000+02:00"
        )
        #expect(
            TimeFormat.people(1_792_891_800_000, in: TestZone.local)
                == "2026-10-25 02:30:00.000+01:00"
        )
    }

    @Test("Machines get RFC 3339 in UTC")
    func machine() {
        #expect(TimeFormat.machine(1_795_348_800_123) == "2026-11-22T12:00:00.123Z")
        #expect(TimeFormat.machine(0) == "1970-01-01T00:00:00.000Z")
        #expect(TimeFormat.machine(951_782_400_123) == "2000-02-29T00:00:00.123Z")
        #expect(TimeFormat.machine(1_795_348_799_999) == "2026-11-22T11:59:59.999Z")
        #expect(TimeFormat.machine(4_107_542_400_000) == "2100-03-01T00:00:00.000Z")
        #expect(TimeFormat.machine((1 << 48) - 1) == "10889-08-02T05:31:50.655Z")
    }

    @Test(
        "Spans in their two largest units",
        arguments: [
            (0, "0 ms"), (999, "999 ms"), (1000, "1 s"), (2500, "2.5 s"), (59_999, "59.9 s"),
            (60_000, "1 min"), (200_000, "3 min 20 s"), (3_600_000, "1 h"),
            (5_400_000, "1 h 30 min"),
            (187_200_000, "2 d 4 h"),
        ]
    )
    func spans(milliseconds: UInt64, expected: String) {
        #expect(TimeFormat.span(milliseconds: milliseconds) == expected)
    }
}
