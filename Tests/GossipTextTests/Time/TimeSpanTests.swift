import Testing

@testable import GossipText

@Suite("Ages as people type them")
struct TimeSpanTests {
    @Test(
        "have a number and a unit, or several",
        arguments: [
            ("90s", 90_000), ("45m", 2_700_000), ("12h", 43_200_000), ("30d", 2_592_000_000),
            ("2w", 1_209_600_000), ("2 days", 172_800_000), ("30 d", 2_592_000_000),
            ("1h30m", 5_400_000), ("1 hour 30 minutes", 5_400_000), ("1.5d", 129_600_000),
            (" 2 Days ", 172_800_000), ("1M", 2_629_800_000), ("1m", 60_000), ("250ms", 250),
            ("1y", 31_557_600_000), ("0s", 0),
        ] as [(String, UInt64)]
    )
    func ages(text: String, milliseconds: UInt64) throws {
        #expect(try TimeSpan.age(text) == milliseconds)
    }

    @Test("mean the same before now", arguments: ["2 days", "1h30m", "1.5 hours", "8w", "1M"])
    func ago(text: String) throws {
        let now: UInt64 = 1_795_348_800_123
        let expression = TimeExpression(now: now, zone: .utc)
        #expect(try expression.milliseconds("\(text) ago") == now - TimeSpan.age(text))
        #expect(try expression.milliseconds("-\(text)") == now - TimeSpan.age(text))
        #expect(try expression.milliseconds(text) == now - TimeSpan.age(text))
    }

    @Test(
        "are refused without a unit, and when they are none",
        arguments: [
            "30", "d", "", " ", "-1d", "1h30", "2 days ago", "1.d", "1 parsec",
            "99999999999999999999d", "9999999999999999d", "999999999999999y", "２d", "1d\u{1B}",
        ]
    )
    func refused(text: String) {
        let error = #expect(throws: UnreadableText.self) { try TimeSpan.age(text) }
        #expect(error?.description.contains("is not an age. Write 90s") == true)
        #expect(error?.description.contains("\u{1B}") == false)
    }
}
