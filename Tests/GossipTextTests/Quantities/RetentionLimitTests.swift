import Testing

@testable import GossipText

@Suite("Limits of history as they are typed")
struct RetentionLimitTests {
    @Test(
        "An age is understood as after --since",
        arguments: [
            ("2 days", 172_800_000), ("30d", 2_592_000_000), ("1h30m", 5_400_000), ("1m", 60_000),
        ]
            as [(String, UInt64)]
    )
    func age(text: String, milliseconds: UInt64) throws {
        #expect(try RetentionLimit.age(text) == milliseconds)
    }

    @Test(
        "A size is understood as it is printed",
        arguments: [("1.5 GB", 1_500_000_000), ("500MB", 500_000_000), ("1MB", 1_000_000)]
            as [(String, UInt64)]
    )
    func size(text: String, bytes: UInt64) throws {
        #expect(try RetentionLimit.size(text) == bytes)
    }

    @Test(
        "What would keep next to nothing is refused",
        arguments: ["0s", "59s", "999ms", "0 days", "0.5m"]
    )
    func shortAge(text: String) {
        let error = #expect(throws: UnreadableText.self) { try RetentionLimit.age(text) }
        #expect(
            error?.description.contains("is below one minute, the shortest age to keep.") == true
        )
    }

    @Test("A size below the floor is refused", arguments: ["5B", "5 kB", "999kB", "0MB", "0.9MB"])
    func smallSize(text: String) {
        let error = #expect(throws: UnreadableText.self) { try RetentionLimit.size(text) }
        #expect(error?.description.contains("is below 1 MB, the smallest size to keep.") == true)
    }

    @Test("A number of messages is one or more")
    func count() throws {
        #expect(try RetentionLimit.count("1") == 1)
        for text in ["0", "-1", "", "1.5", "many"] {
            #expect(throws: UnreadableText.self) { try RetentionLimit.count(text) }
        }
    }

    @Test("A number without a unit is refused", arguments: ["5", "0", "5000000"])
    func bareNumber(text: String) {
        #expect(throws: UnreadableText.self) { try RetentionLimit.age(text) }
        #expect(throws: UnreadableText.self) { try RetentionLimit.size(text) }
    }
}
