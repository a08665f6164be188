import GossipWire
import Testing

@Suite("Amounts as people type them") struct AmountTests {
    @Test(
        "Ages have a unit",
        arguments: [
            ("90s", 90_000), ("45m", 2_700_000), ("12h", 43_200_000), ("30d", 2_592_000_000),
            ("2w", 1_209_600_000), ("30", nil), ("d", nil), ("", nil), ("-1d", nil), ("1.5d", nil),
            ("30 d", nil), ("99999999999999999999d", nil), ("9999999999999999d", nil),
        ] as [(String, UInt64?)]
    )
    func ages(text: String, expected: UInt64?) {
        #expect(Amount.milliseconds(text) == expected)
    }

    @Test(
        "Sizes go by thousands",
        arguments: [
            ("2000000", 2_000_000), ("500kB", 500_000), ("500MB", 500_000_000),
            ("1GB", 1_000_000_000), ("3TB", 3_000_000_000_000), ("1G", nil), ("GB", nil),
            ("", nil), ("٣GB", nil),
        ] as [(String, UInt64?)]
    )
    func sizes(text: String, expected: UInt64?) {
        #expect(Amount.bytes(text) == expected)
    }
}
