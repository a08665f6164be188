import GossipStore
import GossipWire
import TestSupport
import Testing

@testable import GossipStore

@Suite("Queries") struct QueryTests {
    let folder: TemporaryFolder
    let log: MessageLog
    let reader: LogReader
    /// 3,000 messages in the order of arrival, at the times 1,000 … 3,999 shuffled; they arrived in
    /// three batches at 10,000, 20,000 and 30,000.
    ///
    /// Topics a, b and c, authors 0 … 6.
    let messages: [Message]

    init() throws {
        folder = try TemporaryFolder()
        log = try MessageLog.open(path: folder.file("a.sqlite"), at: 1)
        var generator = SeededGenerator(seed: 5)
        let topics = ["a", "b", "c"]
        messages = try (0..<3_000).shuffled(using: &generator).map { (number: Int) in
            let sequence = UInt64(number / 7 + 1)
            return try Samples.message(
                author: UInt8(number % 7),
                sequence: sequence,
                time: UInt64(1_000 + number),
                topic: topics[number % 3]
            )
        }
        for batch in 0..<3 {
            try log.append(
                Array(messages[batch * 1_000..<batch * 1_000 + 1_000]),
                at: UInt64(batch + 1) * 10_000
            )
        }
        reader = try LogReader.open(path: log.path)
    }

    private var byID: [Message] { messages.sorted { $0.id < $1.id } }

    private func ids(_ change: (inout LogQuery) throws -> Void) throws -> [MessageID] {
        var query = LogQuery()
        try change(&query)
        var ids: [MessageID] = []
        try reader.forEach(query) { record in
            ids.append(record.message.id)
            return true
        }
        #expect(try reader.records(query).map(\.message.id) == ids)
        return ids
    }

    @Test("Without conditions, all in the order of ids")
    func withoutConditionsAllInTheOrderOfIDs() throws {
        #expect(try ids { _ in } == byID.map(\.id))
        #expect(try ids { $0.newestFirst = true } == byID.map(\.id).reversed())
    }

    @Test("In the order of arrival")
    func inTheOrderOfArrival() throws {
        #expect(try ids { $0.order = .arrival } == messages.map(\.id))
        #expect(
            try ids {
                $0.order = .arrival
                $0.newestFirst = true
            } == messages.map(\.id).reversed()
        )
    }

    @Test("In the order of arrival, the signed times are bound too")
    func inTheOrderOfArrivalTheSignedTimesAreBoundToo() throws {
        #expect(
            try ids {
                $0.order = .arrival
                $0.sinceMilliseconds = 1_500
                $0.untilMilliseconds = 2_500
            } == messages.filter { (1_500..<2_500).contains($0.time) }.map(\.id)
        )
        #expect(
            try ids {
                $0.order = .arrival
                $0.sinceMilliseconds = 5
                $0.untilMilliseconds = 5
            } == []
        )
    }

    @Test("The limit counts from the end that comes first")
    func theLimitCountsFromTheEndThatComesFirst() throws {
        #expect(try ids { $0.limit = 5 } == byID.prefix(5).map(\.id))
        #expect(
            try ids {
                $0.limit = 5
                $0.newestFirst = true
            } == byID.suffix(5).map(\.id).reversed()
        )
        #expect(try ids { $0.limit = 2_500 }.count == 2_500)
        #expect(try ids { $0.limit = 0 } == [])
    }

    @Test("A time range holds its start and not its end")
    func aTimeRangeHoldsItsStartAndNotItsEnd() throws {
        #expect(
            try ids {
                $0.sinceMilliseconds = 1_500
                $0.untilMilliseconds = 1_510
            } == byID[500..<510].map(\.id)
        )
        #expect(try ids { $0.sinceMilliseconds = 3_990 }.count == 10)
        #expect(try ids { $0.untilMilliseconds = 1_010 }.count == 10)
        #expect(
            try ids {
                $0.sinceMilliseconds = 2_000
                $0.untilMilliseconds = 2_000
            } == []
        )
        #expect(try ids { $0.sinceMilliseconds = .max } == [])
        #expect(try ids { $0.untilMilliseconds = 0 } == [])
    }

    @Test("A time range can be about arrival")
    func aTimeRangeCanBeAboutArrival() throws {
        #expect(
            try ids {
                $0.clock = .arrival
                $0.order = .arrival
                $0.sinceMilliseconds = 20_000
                $0.untilMilliseconds = 30_000
            } == messages[1_000..<2_000].map(\.id)
        )
    }

    @Test("Topics and authors narrow it down")
    func topicsAndAuthorsNarrowItDown() throws {
        let topics = try ids { $0.topics = ["a", "c"] }
        #expect(topics == byID.filter { $0.topic != "b" }.map(\.id))
        let authors = try ids { $0.authors = [try Samples.key(2), try Samples.key(200)] }
        #expect(try authors == byID.filter { $0.author == (try Samples.key(2)) }.map(\.id))
        #expect(try ids { $0.authors = [try Samples.key(200)] } == [])
        #expect(try ids { $0.topics = ["nothing"] } == [])
        let few = try ids {
            $0.topics = ["b"]
            $0.limit = 3
            $0.newestFirst = true
        }
        #expect(few == byID.reversed().filter { $0.topic == "b" }.prefix(3).map(\.id))
    }

    @Test("After an arrival, only what came later")
    func afterAnArrivalOnlyWhatCameLater() throws {
        #expect(
            try ids {
                $0.afterArrival = 2_990
                $0.order = .arrival
            } == messages[2_990...].map(\.id)
        )
        #expect(Set(try ids { $0.afterArrival = 2_990 }) == Set(messages[2_990...].map(\.id)))
        #expect(
            try ids {
                $0.afterArrival = .max
                $0.order = .arrival
            } == []
        )
    }

    @Test("The body can stop it")
    func theBodyCanStopIt() throws {
        var seen = 0
        try reader.forEach(LogQuery()) { _ in
            seen += 1
            return seen < 7
        }
        #expect(seen == 7)
    }

    @Test("Large messages make short pages")
    func largeMessagesMakeShortPages() throws {
        let body = String(repeating: "x", count: 1 << 20)
        let large = try (0..<9).map {
            try Samples.message(author: 99, sequence: UInt64($0 + 1), time: 9_000, body: body)
        }
        try log.append(large)
        #expect(try ids { $0.sinceMilliseconds = 9_000 }.count == 9)
    }

    @Test("Messages that arrive while it is read come too")
    func messagesThatArriveWhileItIsReadComeToo() throws {
        var query = LogQuery()
        query.order = .arrival
        query.afterArrival = 2_995
        var seen: [UInt64] = []
        // Fills the page, so that another one is asked for.
        query.afterArrival = UInt64(3_000 - LogReader.pageRowsMax)
        let later = try Samples.run(author: 50, count: 3, time: 8_000)
        try reader.forEach(query) { record in
            if record.arrival == 3_000 { try log.append(later) }
            seen.append(record.arrival)
            return true
        }
        #expect(seen.last == 3_003)
    }

    @Test("Who follows sees that something came")
    func whoFollowsSeesThatSomethingCame() throws {
        let before = try reader.dataVersion()
        #expect(try reader.dataVersion() == before)
        try log.append(try Samples.run(author: 50, count: 1))
        #expect(try reader.dataVersion() != before)
        #expect(try reader.lastArrival() == 3_001)
    }
}
