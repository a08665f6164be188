import GossipStore
import GossipWire
import TestSupport
import Testing

@Suite("The full-text index")
struct SearchTests {
    let folder: TemporaryFolder
    let log: MessageLog
    let reader: LogReader

    init() throws {
        folder = try TemporaryFolder()
        log = try MessageLog.open(path: folder.file("log"), at: 1)
        reader = try LogReader.open(path: folder.file("log"))
    }

    private func add(_ bodies: String...) throws {
        for body in bodies {
            let number = UInt64(log.count + 1)
            try log.append([try Samples.message(sequence: number, time: 1_000 + number, body: body)]
            )
        }
    }

    private func found(
        _ text: String,
        _ query: LogQuery = LogQuery(),
        by index: SearchIndex? = nil
    ) throws -> [UInt64] {
        let words = try #require(SearchWords(text))
        let index = try #require(try index ?? SearchIndex(searching: reader))
        var arrivals: [UInt64] = []
        try WordSearch(words, in: reader, by: index).forEach(query) { record in
            arrivals.append(record.arrival)
            return true
        }
        return arrivals
    }

    @Test("Finds all words, whole or as beginnings, whatever their case and accents")
    func words() throws {
        try add("The disk is full", "disk: FULL-stop", "diskette", "Füllstand", "", "no")
        try SearchIndex(of: reader).fill(from: reader, countMax: .max)
        #expect(try found("disk") == [1, 2])
        #expect(try found("full disk") == [1, 2])
        #expect(try found("disk*") == [1, 2, 3])
        #expect(try found("fullstand") == [4])
        #expect(try found("disk-full") == [1, 2])
        #expect(try found("absent") == [])
    }

    @Test("Nothing that is typed is taken for an operator")
    func operators() throws {
        try add("a OR b NOT c", "a near b")
        try SearchIndex(of: reader).fill(from: reader, countMax: .max)
        #expect(try found("a OR b") == [1])
        #expect(try found("NEAR(a b)") == [2])
        #expect(try found(#""a" AND ("b""#) == [])
        #expect(try found("text:a -c ^a") == [])
        #expect(SearchWords(#""*()-"#) == nil)
        #expect(SearchWords(String(repeating: "x ", count: 65)) == nil)
    }

    @Test("What arrived after the index was filled is found as well, in its place")
    func behind() throws {
        try add("one apple", "two")
        let index = try SearchIndex(of: reader)
        try index.fill(from: reader, countMax: 1)
        #expect(try index.lastArrival() == 1)
        try add("three apples", "apple four")
        #expect(try found("apple*") == [1, 3, 4])
        var query = LogQuery()
        query.newestFirst = true
        #expect(try found("apple*", query) == [4, 3, 1])
        query.limit = 2
        #expect(try found("apple*", query) == [4, 3])
        query.newestFirst = false
        query.afterArrival = 1
        #expect(try found("apple*", query) == [3, 4])
    }

    @Test("Filling goes on where it ended, in portions, and every message once")
    func portions() throws {
        for _ in 0..<5 { try add("same words", "others") }
        var counts: [Int] = []
        repeat {
            // As another process would, each time.
            counts.append(try SearchIndex(of: reader).fill(from: reader, countMax: 4))
        } while counts.last != 0
        #expect(counts == [4, 4, 2, 0])
        #expect(try found("same") == [1, 3, 5, 7, 9])
    }

    @Test("Many finds come in pages, none lost and none twice")
    func pages() throws {
        let messages = try (1...2_000).map { number in
            try Samples.message(
                sequence: UInt64(number),
                time: 1_000 + UInt64(number),
                topic: number.isMultiple(of: 3) ? "third" : "other",
                body: "common \(number)"
            )
        }
        try log.append(messages)
        let index = try SearchIndex(of: reader)
        try index.fill(from: reader, countMax: 1_500)
        #expect(try found("common") == Array(1...2_000))
        var query = LogQuery()
        query.topics = ["third"]
        query.newestFirst = true
        #expect(try found("common", query) == (1...2_000).filter { $0 % 3 == 0 }.reversed())
        #expect(try found("common 1999") == [1_999])
    }

    @Test("A body that is no text has no words, and harms nothing")
    func binary() throws {
        try add("word")
        let incoming = try Message(
            decoding: {
                var bytes = try Samples.message(sequence: 2, time: 5_000, body: "xxxx").encoded
                bytes[bytes.count - 66] = 0xFF
                return bytes
            }()
        )
        try log.append([incoming])
        try SearchIndex(of: reader).fill(from: reader, countMax: .max)
        #expect(try found("x*") == [])
        #expect(try found("word") == [1])
    }

    @Test("An index of the log before it was restored is not used, and made anew")
    func incarnation() throws {
        try add("word")
        try SearchIndex(of: reader).fill(from: reader, countMax: .max)
        try log.renewIncarnation()
        #expect(try SearchIndex(searching: reader) == nil)
        let index = try SearchIndex(of: reader)
        #expect(try index.lastArrival() == 0)
        try index.fill(from: reader, countMax: .max)
        #expect(try found("word") == [1])
    }

    @Test("What is pruned is not found, and leaves the index once more of it is gone than is left")
    func pruned() throws {
        for number in 1...10 { try add("word number\(number)") }
        let index = try SearchIndex(of: reader)
        try index.fill(from: reader, countMax: .max)
        #expect(try !index.dropPruned(from: reader))
        // Message k was signed at 1,000 + k.
        while try !log.prune(before: 1_006).isDone {}
        #expect(try found("word") == [6, 7, 8, 9, 10])
        #expect(try found("number3") == [])
        #expect(try !index.dropPruned(from: reader))
        while try !log.prune(before: 1_007).isDone {}
        #expect(try index.dropPruned(from: reader))
        #expect(try index.lastArrival() == 0)
        #expect(try index.fill(from: reader, countMax: .max) == 4)
        #expect(try found("word") == [7, 8, 9, 10])
        // What is there now counts, not what was there once.
        #expect(try !index.dropPruned(from: reader))
        while try !log.prune(before: 1_010).isDone {}
        #expect(try index.dropPruned(from: reader))
        while try !log.prune(before: 2_000).isDone {}
        #expect(try index.fill(from: reader, countMax: .max) == 0)
        #expect(try !index.dropPruned(from: reader))
    }

    @Test("A file that is something else is left alone")
    func notAnIndex() throws {
        let path = SearchIndex.path(ofLog: folder.file("log"))
        try FileBytes.copy(folder.file("log"), to: path)
        let before = try FileBytes.read(path)
        #expect { try SearchIndex(of: reader) } throws: { error in
            (error as? StoreError)?.code == .notALog
        }
        #expect(try FileBytes.read(path) == before)
    }
}
