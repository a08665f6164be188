import GossipStore
import GossipWire
import TestSupport
import Testing

@Suite("Comparison of two logs")
struct ComparisonTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    /// A log with these messages, stored in some order.
    private func log(_ name: String, _ messages: [Message]) throws -> LogReader {
        let log = try MessageLog.open(path: folder.file(name), at: 1)
        for start in stride(from: 0, to: messages.count, by: 500) {
            try log.append(Array(messages[start..<min(start + 500, messages.count)]))
        }
        try log.close(clean: true, at: 2)
        return try LogReader.open(path: folder.file(name))
    }

    private func differences(_ left: LogReader, _ right: LogReader) throws -> [[MessageID]] {
        var found: [[MessageID]] = [[], []]
        let comparison = try LogComparison(left: left, right: right)
        try comparison.forEachDifference { id, side in
            found[side == .left ? 0 : 1].append(id)
            return true
        }
        #expect(comparison.areEqual == found.allSatisfy(\.isEmpty))
        return found
    }

    private func lacking(_ reader: LogReader, in outline: LogOutline) throws -> [MessageID] {
        var ids: [MessageID] = []
        try reader.forEachID(lackingIn: outline) { id in
            ids.append(id)
            return true
        }
        return ids
    }

    @Test("Equal logs are equal, whatever order their messages came in")
    func equal() throws {
        let messages = try Samples.run(count: 3_000)
        let left = try log("left", messages)
        let right = try log("right", messages.reversed())
        #expect(try differences(left, right) == [[], []])
        #expect(try differences(left, try log("copy", messages)) == [[], []])
        #expect(try lacking(left, in: right.outline()) == [])
    }

    @Test("Finds exactly what each lacks", arguments: [1, 2, 3, 4, 5] as [UInt64])
    func differ(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let messages = try Samples.run(count: 6_000)
        let share = Int.random(in: 1...200, using: &random)
        let onlyLeft = Set(messages.filter { _ in Int.random(in: 0..<share, using: &random) == 0 })
        let onlyRight = Set(messages.filter { _ in Int.random(in: 0..<share, using: &random) == 0 })
            .subtracting(onlyLeft)
        let left = try log("left", messages.filter { !onlyRight.contains($0) })
        let right = try log(
            "right",
            messages.filter { !onlyLeft.contains($0) }.shuffled(using: &random)
        )
        #expect(
            try differences(left, right)
                == [onlyLeft.map(\.id).sorted(), onlyRight.map(\.id).sorted()]
        )
    }

    @Test("One log may be empty")
    func empty() throws {
        let messages = try Samples.run(count: 2_500)
        let full = try log("full", messages)
        let empty = try log("empty", [])
        #expect(try differences(full, empty) == [messages.map(\.id).sorted(), []])
        #expect(try differences(empty, full) == [[], messages.map(\.id).sorted()])
        #expect(try differences(empty, empty) == [[], []])
        #expect(try lacking(full, in: empty.outline()) == messages.map(\.id).sorted())
        #expect(try lacking(empty, in: full.outline()) == [])
    }

    @Test("The body may end it")
    func stops() throws {
        let full = try log("full", try Samples.run(count: 2_500))
        var count = 0
        try LogComparison(left: full, right: try log("empty", [])).forEachDifference { _, _ in
            count += 1
            return count < 7
        }
        #expect(count == 7)
    }

    @Test("By an outline, a missing tail is found exactly, and any other loss at least")
    func outline() throws {
        let messages = try Samples.run(count: 5_000)
        let full = try log("full", messages)
        let outline = try log("head", Array(messages[..<3_777])).outline()
        #expect(outline.count == 3_777)
        #expect(try lacking(full, in: outline) == messages[3_777...].map(\.id))
        let holed = try log("holed", messages.filter { $0.sequence % 2_000 != 500 })
        let found = try lacking(full, in: holed.outline())
        #expect(found == found.sorted())
        #expect(Set(found).isSuperset(of: messages.filter { $0.sequence % 2_000 == 500 }.map(\.id)))
        #expect(found.count < 4 * 1_100)
    }

    @Test("A summary file reads back, and no other bytes do")
    func outlineBytes() throws {
        let outline = try log("log", try Samples.run(count: 2_500)).outline()
        let bytes = outline.encoded
        #expect(bytes.count < 400)
        #expect(LogOutline(decoding: bytes) == outline)
        for index in bytes.indices {
            var other = bytes
            other[index] ^= 1
            #expect(LogOutline(decoding: other) == nil)
            #expect(LogOutline(decoding: Array(bytes[..<index])) == nil)
        }
        #expect(LogOutline(decoding: bytes + [0]) == nil)
    }
}
