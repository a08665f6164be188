import Testing

@testable import GossipText

@Suite("Sizes as people type them")
struct ByteSizeTests {
    @Test(
        "go by thousands, and by 1,024 when the unit says so",
        arguments: [
            ("2000000B", 2_000_000), ("500kB", 500_000), ("500KB", 500_000), ("500MB", 500_000_000),
            ("1GB", 1_000_000_000), ("3TB", 3_000_000_000_000), ("7B", 7),
            ("1.5 GB", 1_500_000_000),
            ("500 mb", 500_000_000), ("4GiB", 4_294_967_296), ("1 KiB", 1_024), ("0 B", 0),
        ] as [(String, UInt64)]
    )
    func sizes(text: String, bytes: UInt64) throws {
        #expect(try ByteSize.bytes(text) == bytes)
    }

    @Test(
        "read back what is printed",
        arguments: [7, 1_230, 45_600_000, 789_000_000_000] as [UInt64]
    )
    func printed(bytes: UInt64) throws {
        #expect(try ByteSize.bytes(Quantity.bytes(bytes)) == bytes)
    }

    @Test(
        "are refused when they are none",
        arguments: [
            "5", "0", "2000000", "1G", "1M", "GB", "", "٣GB", "-1GB", "1GB2", "1GB 2MB",
            "99999999999999999TB",
        ]
    )
    func refused(text: String) {
        let error = #expect(throws: UnreadableText.self) { try ByteSize.bytes(text) }
        #expect(
            error?.description
                == "\"\(text)\" is not a size. Write 500MB, 1.5GB or 4GiB."
        )
    }
}
