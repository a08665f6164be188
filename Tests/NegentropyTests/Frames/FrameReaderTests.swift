import Testing

@testable import Negentropy

@Suite("Strict decoding of frames")
struct FrameReaderTests {
    typealias Reason = MalformedFrame.Reason

    /// Frames that break one rule each, in hexadecimal.
    static let malformed: [(frame: String, reason: Reason)] = [
        ("", .empty),
        ("5f", .notAVersion), ("70", .notAVersion), ("00", .notAVersion),
        ("6100", .truncated), ("610000", .truncated), ("6181", .truncated),
        ("610103aabb", .truncated),
        ("61000001" + String(repeating: "00", count: 15), .truncated),
        ("618001", .varintPadded), ("61008000", .varintPadded), ("6100008002", .varintPadded),
        ("61" + "82808080808080808000" + "0000", .varintTooLarge),
        ("61" + "ffffffffffffffffffffff7f" + "0000", .varintTooLarge),
        // Infinity has its own sign and is not reached by adding.
        ("61" + "05" + "0000" + "81ffffffffffffffff7f" + "0000", .timestampTooLarge),
        ("610121" + String(repeating: "ab", count: 33) + "00", .prefixTooLong),
        ("6101" + "81ffffffffffffffff7f" + "00", .prefixTooLong),
        ("610001ab00", .prefixAtInfinity),
        ("610501ab00" + "0101aa00", .boundDescends), ("610501ab00" + "010000", .boundDescends),
        ("61000000" + "000000", .afterInfinity), ("61000000" + "050000", .afterInfinity),
        ("6100000200" + "000001" + String(repeating: "11", count: 16), .afterInfinity),
        ("61000003", .unknownMode), ("6100008100", .unknownMode),
        ("6100000201", .listTooLong),
        ("6100000202" + String(repeating: "cc", count: 63), .listTooLong),
        ("61000002" + "81ffffffffffffffff7f", .listTooLong),
        ("61000002" + "8480808000", .listTooLong),
        ("61000002" + "8880808080808000", .listTooLong),
    ]

    @Test("Refused", arguments: malformed)
    func refused(frame: String, reason: Reason) throws {
        let bytes = try #require(hexadecimalBytes(frame))
        var reader = FrameReader(bytes)
        let fault = #expect(throws: MalformedFrame.self) { _ = try reader.open() }
        #expect(fault?.reason == reason)
        #expect((0...bytes.count).contains(fault?.offset ?? -1))
        var server = ReconciliationServer(storage: SortedItems([]))
        #expect(throws: ReconciliationError<Never>.self) { _ = try server.receive(bytes) }
    }

    /// Unusual frames that are none the less Version 1.
    static let unusual: [String] = [
        "61",
        "61050000",
        "61" + "81ffffffffffffffff7f" + "0000",
        "61010000" + "010000" + "000000",
        "610501ab00" + "0101ab00" + "000000",
        // What the reference writes when an id list up to infinity fills its frame.
        "6100000200" + "000001" + "7f9c9e31ac8256ca2f258583df262dbc",
    ]

    @Test("Accepted", arguments: unusual)
    func accepted(frame: String) throws {
        var reader = FrameReader(try #require(hexadecimalBytes(frame)))
        #expect(try reader.open() == protocolVersion)
    }
}
