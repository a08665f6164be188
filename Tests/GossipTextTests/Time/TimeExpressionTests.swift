import Testing

@testable import GossipText

/// Now is Sunday 2026-11-22 13:00:00.123 in Central Europe, 12:00 UTC.
@Suite("Time expressions")
struct TimeExpressionTests {
    static let now: UInt64 = 1_795_348_800_123
    let expression = TimeExpression(now: now, zone: TestZone.local)

    private func readable(_ text: String) -> String? {
        expression.milliseconds(text).map(TimeFormat.machine)
    }

    @Test(
        "Dates and times without a zone are local",
        arguments: [
            ("2026-11-22", "2026-11-21T23:00:00.000Z"),
            ("2026-11-22 12:00", "2026-11-22T11:00:00.000Z"),
            ("2026-11-22 12:00:30", "2026-11-22T11:00:30.000Z"),
            ("2026-11-22 12:00:30.5", "2026-11-22T11:00:30.500Z"),
            ("2026-11-22 12:00:30.123", "2026-11-22T11:00:30.123Z"),
            ("2026-11-22 12:00:30.1239999", "2026-11-22T11:00:30.123Z"),
            ("2026-11-22T12:00:30", "2026-11-22T11:00:30.000Z"),
            ("2026-07-01 12:00", "2026-07-01T10:00:00.000Z"),
            ("  2026-11-22 9:05 ", "2026-11-22T08:05:00.000Z"),
            ("2024-02-29", "2024-02-28T23:00:00.000Z"),
        ]
    )
    func absoluteLocal(text: String, expected: String) {
        #expect(readable(text) == expected)
    }

    @Test(
        "An offset or Z says which zone is meant",
        arguments: [
            ("2026-11-22T12:00:00Z", "2026-11-22T12:00:00.000Z"),
            ("2026-11-22t12:00:00.250z", "2026-11-22T12:00:00.250Z"),
            ("2026-11-22T12:00:00+05:30", "2026-11-22T06:30:00.000Z"),
            ("2026-11-22T12:00:00-0800", "2026-11-22T20:00:00.000Z"),
            ("2026-11-22 12:00:00.123+01:00", "2026-11-22T11:00:00.123Z"),
            ("2026-11-22 12:00 UTC", "2026-11-22T12:00:00.000Z"),
            ("2026-11-22 12:00+01", "2026-11-22T11:00:00.000Z"),
        ]
    )
    func absoluteWithZone(text: String, expected: String) {
        #expect(readable(text) == expected)
    }

    @Test(
        "Words",
        arguments: [
            ("now", "2026-11-22T12:00:00.123Z"),
            ("today", "2026-11-21T23:00:00.000Z"),
            ("yesterday", "2026-11-20T23:00:00.000Z"),
            ("Tomorrow", "2026-11-22T23:00:00.000Z"),
        ]
    )
    func words(text: String, expected: String) {
        #expect(readable(text) == expected)
    }

    @Test(
        "Relative to now",
        arguments: [
            ("-1h", "2026-11-22T11:00:00.123Z"),
            ("+5m", "2026-11-22T12:05:00.123Z"),
            ("5m", "2026-11-22T11:55:00.123Z"),
            ("1h30m", "2026-11-22T10:30:00.123Z"),
            ("2 days", "2026-11-20T12:00:00.123Z"),
            ("-1h30m", "2026-11-22T10:30:00.123Z"),
            ("-1h 30min", "2026-11-22T10:30:00.123Z"),
            ("2 days ago", "2026-11-20T12:00:00.123Z"),
            ("1 hour ago", "2026-11-22T11:00:00.123Z"),
            ("1 hour 30 minutes ago", "2026-11-22T10:30:00.123Z"),
            ("1.5 hours ago", "2026-11-22T10:30:00.123Z"),
            ("3 weeks ago", "2026-11-01T12:00:00.123Z"),
            ("-30", "2026-11-22T11:59:30.123Z"),
            ("-123ms", "2026-11-22T12:00:00.000Z"),
            ("5 min left", "2026-11-22T12:05:00.123Z"),
            ("-9000y", "1970-01-01T00:00:00.000Z"),
        ]
    )
    func relative(text: String, expected: String) {
        #expect(readable(text) == expected)
    }

    @Test(
        "Seconds since 1970",
        arguments: [
            ("@0", 0), ("@1795348800", 1_795_348_800_000), ("@1795348800.5", 1_795_348_800_500),
            ("@1795348800.123456", 1_795_348_800_123),
        ]
    )
    func unix(text: String, expected: UInt64) {
        #expect(expression.milliseconds(text) == expected)
    }

    @Test("A time alone is today's")
    func clock() {
        #expect(readable("12:00") == "2026-11-22T11:00:00.000Z")
        #expect(readable("23:59:59.999") == "2026-11-22T22:59:59.999Z")
    }

    @Test("The day of a change to or from summer time has its own midnight and noon")
    func summerTime() {
        // 2026-03-29 02:00 → 03:00, 2026-10-25 03:00 → 02:00.
        #expect(readable("2026-03-29") == "2026-03-28T23:00:00.000Z")
        #expect(readable("2026-03-29 12:00") == "2026-03-29T10:00:00.000Z")
        #expect(readable("2026-10-25 12:00") == "2026-10-25T11:00:00.000Z")
        let afterChange = TimeExpression(now: 1_792_940_400_000, zone: TestZone.local)
        #expect(
            afterChange.milliseconds("today").map(TimeFormat.machine)
                == "2026-10-24T22:00:00.000Z"
        )
    }

    @Test("A time that the clocks show twice is the earlier for a start and the later for an end")
    func doubledHour() {
        for (text, start, end) in [
            ("2026-10-25 02:15", "2026-10-25T00:15:00.000Z", "2026-10-25T01:15:00.000Z"),
            ("2026-10-25 02:00", "2026-10-25T00:00:00.000Z", "2026-10-25T01:00:00.000Z"),
            ("2026-10-25 02:59:59.999", "2026-10-25T00:59:59.999Z", "2026-10-25T01:59:59.999Z"),
            ("2026-10-25 03:00", "2026-10-25T02:00:00.000Z", "2026-10-25T02:00:00.000Z"),
            ("2026-10-25 01:59", "2026-10-24T23:59:00.000Z", "2026-10-24T23:59:00.000Z"),
        ] {
            #expect(expression.milliseconds(text, as: .start).map(TimeFormat.machine) == start)
            #expect(expression.milliseconds(text, as: .end).map(TimeFormat.machine) == end)
        }
        // 04:00 of that day.
        let sameDay = TimeExpression(now: 1_792_897_200_000, zone: TestZone.local)
        #expect(sameDay.milliseconds("02:15", as: .start) == 1_792_887_300_000)
        #expect(sameDay.milliseconds("02:15", as: .end) == 1_792_890_900_000)
    }

    @Test("A time that the clocks skip is the moment of the change, for both ends")
    func skippedHour() {
        for text in ["2026-03-29 02:00", "2026-03-29 02:30:15.5", "2026-03-29 02:59:59.999"] {
            for end in [RangeEnd.start, .end] {
                #expect(
                    expression.milliseconds(text, as: end).map(TimeFormat.machine)
                        == "2026-03-29T01:00:00.000Z"
                )
            }
        }
    }

    @Test(
        "Everything else is refused",
        arguments: [
            "", "foo", "2026", "2026-13-01", "2026-02-30", "2025-02-29", "2026-11-22 25:00",
            "2026-11-22 12:60", "2026-11-22 12:00:61", "2026-11-22 12", "2026-11-22x12:00",
            "2026-11-22T12:00:00+25:00", "2026-11-22T12:00:00+1:00", "2026-11-22T12:00:00 CET",
            "1969-12-31", "@", "@x", "@1.", "@-1", "@99999999999999999999", "-", "+", "-1x", "-h",
            "ago", "5", "1h30", "2026-11",
            "1 parsec ago", "-1h ago", "-99999999999999999999d", "+999999999999999y",
            "12:00 yesterday",
            "１２:00", "2026-11-22\n",
        ]
    )
    func refused(text: String) {
        #expect(expression.milliseconds(text) == nil)
    }

    @Test(
        "What is printed reads back to the same millisecond",
        arguments: [
            UInt64(0), 1_795_348_800_123, 1_774_745_999_999, 1_774_746_000_000, 1_792_889_999_999,
            1_792_890_000_000,
        ]
    )
    func roundTrip(milliseconds: UInt64) {
        for zone in [TimeZoneRule.utc, TestZone.local, .fixed(offsetSeconds: -12_600)] {
            let text = TimeFormat.people(milliseconds, in: zone)
            #expect(expression.milliseconds(text) == milliseconds, "\(text)")
        }
        #expect(expression.milliseconds(TimeFormat.machine(milliseconds)) == milliseconds)
    }
}
