import GossipWire
import TestSupport
import Testing

@testable import GossipStore

@Suite("Looking through a log without reading it")
struct ScanTests {
    let folder: TemporaryFolder
    let log: MessageLog
    let reader: LogReader

    init() throws {
        folder = try TemporaryFolder()
        log = try MessageLog.open(path: folder.file("log"), at: 1)
        reader = try LogReader.open(path: folder.file("log"))
    }

    @Test("Summaries say who, when, on what topic, and how long")
    func summaries() throws {
        let messages = [
            try Samples.message(author: 1, time: 2_000, topic: "a", body: "12345"),
            try Samples.message(author: 2, time: 1_000, topic: "b", body: ""),
        ]
        try log.append(messages)
        var found: [MessageSummary] = []
        try reader.forEachSummary(LogQuery()) { summary in
            found.append(summary)
            return true
        }
        #expect(found.map(\.id) == [messages[1].id, messages[0].id])
        #expect(found.map(\.topic) == ["b", "a"])
        #expect(found.map(\.bytes) == [messages[1].encoded.count, messages[0].encoded.count])
        #expect(found.map { $0.author } == [messages[1].author, messages[0].author])
    }

    @Test("A summary decodes nothing, whether a condition looks at the body or not")
    func undecoded() throws {
        let messages = try Samples.run(count: 3)
        try log.append(messages)
        // The signature is turned over: the message is not what was stored, and its body still is.
        try log.connection.execute(
            """
            UPDATE message SET encoded =
            CAST(substr(encoded, 1, length(encoded) - 1) || x'FF' AS BLOB) WHERE arrival = 2
            """
        )
        #expect(throws: StoreError.self) { try reader.records(LogQuery()) }
        for isWanted in [nil, { (body: UnsafeRawBufferPointer) in !body.isEmpty }] {
            var bytes: [Int] = []
            try reader.forEachSummary(LogQuery(), where: isWanted) { summary in
                bytes.append(summary.bytes)
                return true
            }
            #expect(bytes == messages.map(\.encoded.count))
        }
    }

    @Test("Messages come by their arrival numbers in the order asked, except those that are gone")
    func byArrival() throws {
        let messages = try Samples.run(count: 2_500)
        try log.append(messages)
        try log.connection.execute("DELETE FROM message WHERE arrival = 7")
        var bodies: [String] = []
        try reader.forEach(arrivals: (1...2_500).reversed()) { record in
            bodies.append(String(decoding: record.message.body, as: UTF8.self))
            return true
        }
        let expected = messages.enumerated().filter { $0.offset != 6 }.reversed()
            .map { String(decoding: $0.element.body, as: UTF8.self) }
        #expect(bodies == expected)
        var first: [UInt64] = []
        try reader.forEach(arrivals: [9, 8, 6]) { record in
            first.append(record.arrival)
            return first.count < 2
        }
        #expect(first == [9, 8])
    }

    @Test("A condition on the body is asked of what passed all others, and counts for the limit")
    func condition() throws {
        try log.append(try Samples.run(count: 5_000))
        try log.append([try Samples.message(author: 2, topic: "other", body: "77")])
        var query = LogQuery()
        query.authors = [try Samples.key(1)]
        query.limit = 3
        query.newestFirst = true
        var asked = 0
        var found: [String] = []
        try reader.forEach(
            query,
            where: { body in
                asked += 1
                return body.count == 4 && body[3] == UInt8(ascii: "7")
            },
            { record in
                found.append(String(decoding: record.message.body, as: UTF8.self))
                return true
            }
        )
        #expect(found == ["4997", "4987", "4977"])
        #expect(asked == 24)
    }

    @Test("Pages pass over nothing and give nothing twice")
    func pages() throws {
        let messages = try Samples.run(count: 4_321)
        try log.append(messages)
        for order in [LogQuery.Order.time, .arrival] {
            for newestFirst in [false, true] {
                var query = LogQuery()
                query.order = order
                query.newestFirst = newestFirst
                var ids: [MessageID] = []
                try reader.forEachSummary(query) { summary in
                    ids.append(summary.id)
                    return true
                }
                #expect(ids == (newestFirst ? messages.reversed() : messages).map(\.id))
            }
        }
    }
}
