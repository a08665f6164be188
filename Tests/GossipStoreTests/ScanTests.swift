import GossipStore
import GossipWire
import TestSupport
import Testing

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
        let keys = try reader.authorKeysByRow()
        var found: [MessageSummary] = []
        try reader.forEachSummary(LogQuery()) { summary in
            found.append(summary)
            return true
        }
        #expect(found.map(\.id) == [messages[1].id, messages[0].id])
        #expect(found.map(\.topic) == ["b", "a"])
        #expect(found.map(\.bytes) == [messages[1].encoded.count, messages[0].encoded.count])
        #expect(found.map { keys[$0.authorRow] } == [messages[1].author, messages[0].author])
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
        for order in [LogQuery.Order.id, .arrival] {
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
