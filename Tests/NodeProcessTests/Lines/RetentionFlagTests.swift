import Testing

@testable import gossip_node

@Suite("Limits of history as they are typed")
struct RetentionFlagTests {
    @Test(
        "An age is understood as after --since",
        arguments: [("2 days", 172_800_000), ("30d", 2_592_000_000), ("1h30m", 5_400_000)]
            as [(String, UInt64)]
    )
    func age(text: String, milliseconds: UInt64) throws {
        #expect(try RunArguments.age(text) == milliseconds)
    }

    @Test("A size is understood as it is printed")
    func size() throws {
        #expect(try RunArguments.size("1.5 GB") == 1_500_000_000)
        #expect(try RunArguments.size("500MB") == 500_000_000)
    }
}
