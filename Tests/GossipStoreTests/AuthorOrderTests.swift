import GossipWire
import TestSupport
import Testing

@testable import GossipStore

@Suite("The order within a millisecond") struct AuthorOrderTests {
    let folder: TemporaryFolder
    let log: MessageLog
    let reader: LogReader

    init() throws {
        folder = try TemporaryFolder()
        log = try MessageLog.open(path: folder.file("a.sqlite"), at: 1)
        reader = try LogReader.open(path: log.path)
    }

    /// The order that is right: time, author, sequence, and for both sides of a fork the id.
    private func ordered(_ messages: [Message]) -> [MessageID] {
        messages.sorted { left, right in
            if left.time != right.time { return left.time < right.time }
            if left.author != right.author { return left.author < right.author }
            if left.sequence != right.sequence { return left.sequence < right.sequence }
            return left.id < right.id
        }.map(\.id)
    }

    /// The ids of a query, which bodies and summaries give alike.
    private func ids(
        of reader: LogReader? = nil,
        _ change: (inout LogQuery) throws -> Void = { _ in }
    ) throws -> [MessageID] {
        let reader = reader ?? self.reader
        var query = LogQuery()
        try change(&query)
        var ids: [MessageID] = []
        try reader.forEachSummary(query) { summary in
            ids.append(summary.id)
            return true
        }
        #expect(try reader.records(query).map(\.message.id) == ids)
        return ids
    }

    /// Messages of one time, by three authors in turn.
    private func crowd(count: Int, time: UInt64 = 5_000, body: String = "") throws -> [Message] {
        let authors: [UInt8] = [7, 3, 200]
        var messages: [Message] = []
        for number in 0..<count {
            let message = try Samples.message(
                author: authors[number % 3],
                sequence: UInt64(number / 3 + 1),
                time: time,
                body: body
            )
            messages.append(message)
        }
        return messages
    }

    @Test(
        "Few messages a millisecond go by author and sequence, in both directions, with any limit"
    )
    func fewMessagesAMillisecondGoByAuthorAndSequence() throws {
        var generator = SeededGenerator(seed: 11)
        var messages: [Message] = []
        for number in 0..<90 {
            let message = try Samples.message(
                author: UInt8(9 - number % 3),
                sequence: UInt64(300 - number),
                time: UInt64(1_000 + number / 9)
            )
            messages.append(message)
        }
        // Both sides of forks.
        for number in 0..<5 {
            let body = "fork \(number)"
            messages.append(
                try Samples.message(author: 9, sequence: 300, time: 1_000, body: body)
            )
        }
        try log.append(messages.shuffled(using: &generator))
        let right = ordered(messages)
        for count in [1, 2, 3, 8, 13, 14, 94, 95, 96] {
            let oldest = try ids { $0.limit = count }
            #expect(oldest == Array(right.prefix(count)))
            let newest = try ids {
                $0.newestFirst = true
                $0.limit = count
            }
            #expect(newest == Array(right.reversed().prefix(count)))
        }
        let byID: [MessageID] = messages.map { $0.id }.sorted()
        #expect(right != byID)
    }

    @Test("Numbers above 2^63 are greater, as they are signed")
    func numbersAboveTheSignedRangeAreGreater() throws {
        let sequences: [UInt64] = [.max, 1, 1 << 63, 2, 1 << 62]
        let messages: [Message] = try sequences.map { try Samples.message(sequence: $0) }
        try log.append(messages)
        #expect(try ids() == ordered(messages))
    }

    @Test("Two logs that got the same in another order show the same")
    func twoLogsThatGotTheSameInAnotherOrderShowTheSame() throws {
        var generator = SeededGenerator(seed: 12)
        let messages = try crowd(count: 300) + crowd(count: 300, time: 5_001)
        try log.append(messages)
        let other = try MessageLog.open(path: folder.file("b.sqlite"), at: 1)
        try other.append(messages.shuffled(using: &generator))
        #expect(try ids() == ids(of: LogReader.open(path: other.path)))
        #expect(try ids() == ordered(messages))
    }

    @Test(
        "A millisecond of more than a page is in order, as are its neighbours",
        arguments: [1_990, 2_000, 2_001, 4_000, 4_001, 6_001]
    )
    func aMillisecondOfMoreThanAPageIsInOrder(count: Int) throws {
        var generator = SeededGenerator(seed: 13)
        let messages =
            try crowd(count: 5, time: 4_999) + crowd(count: count)
            + crowd(count: 5, time: 5_001)
        try log.append(messages.shuffled(using: &generator))
        let right = ordered(messages)
        #expect(try ids() == right)
        #expect(try ids { $0.newestFirst = true } == right.reversed())
        let range = try ids {
            $0.sinceMilliseconds = 5_000
            $0.untilMilliseconds = 5_001
        }
        #expect(range == Array(right[5..<5 + count]))
        for limit in [5, 7, 1_990, count, count + 6] {
            #expect(try ids { $0.limit = limit } == Array(right.prefix(limit)))
        }
        let author = try Samples.key(7)
        let chosen = messages.filter { $0.author == author }
        #expect(try ids { $0.authors = [author] } == ordered(chosen))
    }

    @Test("A millisecond of large bodies is in order, and no body is kept for it")
    func aMillisecondOfLargeBodiesIsInOrder() throws {
        let messages = try crowd(count: 15, body: String(repeating: "x", count: 1 << 20))
        try log.append(messages.reversed())
        #expect(try ids() == ordered(messages))
        #expect(try ids { $0.newestFirst = true } == ordered(messages).reversed())
    }

    @Test("More positions than are kept take more passes", arguments: [false, true])
    func morePositionsThanAreKeptTakeMorePasses(newestFirst: Bool) throws {
        var generator = SeededGenerator(seed: 14)
        let messages = try crowd(count: 1_000).shuffled(using: &generator)
        try log.append(messages)
        let filter = try QueryFilter(LogQuery(), connection: reader.connection)
        var arrivals: [UInt64] = []
        var portions: [Int] = []
        try reader.forEachPlaced(
            inMillisecond: 5_000,
            filter,
            newestFirst: newestFirst,
            limit: 950,
            positionsMax: 300
        ) { portion in
            portions.append(portion.count)
            arrivals += portion
            return true
        }
        #expect(portions == [300, 300, 300, 50])
        let right = newestFirst ? ordered(messages).reversed() : ordered(messages)
        #expect(arrivals.map { messages[Int($0) - 1].id } == Array(right.prefix(950)))
    }

    @Test("What arrives in a crowded millisecond while it is read makes nothing come twice")
    func whatArrivesInACrowdedMillisecondMakesNothingComeTwice() throws {
        let messages = try crowd(count: 4_500)
        try log.append(messages)
        var later: [Message] = []
        for number in 1...50 {
            let author = UInt8(number * 5)
            later.append(
                try Samples.message(author: author, sequence: 1, time: 5_000, body: "late")
            )
        }
        let first = Set(messages.map { $0.id })
        var seen: [MessageID] = []
        try reader.forEach(LogQuery()) { record in
            if seen.count == 10 { try log.append(later) }
            seen.append(record.message.id)
            return true
        }
        #expect(Set(seen).count == seen.count)
        #expect(seen.filter { first.contains($0) } == ordered(messages))
    }
}
