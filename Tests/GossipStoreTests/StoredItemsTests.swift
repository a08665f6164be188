import GossipStore
import GossipWire
import Negentropy
import TestSupport
import Testing

@testable import GossipStore

/// A log on disk answers reconciliation exactly as a sorted set in memory does.
@Suite("Stored items") struct StoredItemsTests {
    let folder: TemporaryFolder
    let log: MessageLog

    init() throws {
        folder = try TemporaryFolder()
        log = try MessageLog.open(path: folder.file("a.sqlite"), at: 1)
    }

    /// Messages at random times, several to a millisecond.
    private func randomMessages(
        _ count: Int,
        author: UInt8,
        _ generator: inout SeededGenerator
    ) throws -> [Message] {
        try (0..<count).map {
            try Samples.message(
                author: author,
                sequence: UInt64($0 + 1),
                time: .random(in: 1_000..<3_000, using: &generator)
            )
        }
    }

    @Test("answers like a sorted set", arguments: [1, 2, 3] as [UInt64])
    func answersLikeASortedSet(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let messages = try randomMessages(5_000, author: 1, &generator)
        try log.append(messages)
        let expected = SortedItems(messages.map { Item($0.id) })
        let reader = try LogReader.open(path: log.path)
        let items = reader.reconciliation(log.snapshot())
        #expect(items.count == expected.count)
        for _ in 0..<300 {
            let low = Int.random(in: 0...items.count, using: &generator)
            let range = low..<Int.random(in: low...items.count, using: &generator)
            #expect(try items.sum(of: range) == expected.sum(of: range))
            let bound = randomBound(expected, &generator)
            #expect(
                try items.lowerBound(bound, in: range) == expected.lowerBound(bound, in: range)
            )
            if !range.isEmpty {
                #expect(try items.item(at: range.lowerBound) == expected.item(at: range.lowerBound))
            }
        }
        for range in [0..<items.count, 1_000..<1_001, 700..<4_100, 0..<0] {
            var seen: [Item] = []
            try items.forEachItem(in: range) { seen.append($0) }
            #expect(seen == Array(expected.items[range]))
        }
    }

    /// A bound at, beside or far from an item, with a prefix of any length.
    private func randomBound(_ items: SortedItems, _ generator: inout SeededGenerator) -> Bound {
        let item = items.item(at: .random(in: 0..<items.count, using: &generator))
        let stray = ItemID(generator.next(), generator.next(), 0, 0)
        return switch Int.random(in: 0..<6, using: &generator) {
        case 0: Bound(item)
        case 1: Bound(timestamp: item.timestamp)
        case 2:
            Bound(
                timestamp: item.timestamp,
                id: item.id,
                prefixLength: .random(in: 0...32, using: &generator)
            )
        case 3: Bound(timestamp: item.timestamp, id: stray, prefixLength: 16)
        case 4: Bound(timestamp: generator.next())
        default: .infinity
        }
    }

    @Test("Bounds beyond every time are at the end")
    func boundsBeyondEveryTimeAreAtTheEnd() throws {
        try log.append(try Samples.run(count: 10))
        let items = log.reconciliation(log.snapshot())
        let last = Message.timeLimit - 1
        let above = ItemID(.max, .max, .max, .max)
        for bound in [
            Bound(timestamp: last), Bound(timestamp: last, id: above, prefixLength: 32),
            Bound(timestamp: Message.timeLimit), Bound(timestamp: .max - 1), .infinity,
        ] {
            #expect(try items.lowerBound(bound, in: 0..<10) == 10)
        }
        #expect(try items.lowerBound(.zero, in: 0..<10) == 0)
    }

    @Test("An empty log is an empty set")
    func anEmptyLogIsAnEmptySet() throws {
        let items = log.reconciliation(log.snapshot())
        #expect(items.count == 0)
        #expect(try items.sum(of: 0..<0) == IDSum())
        #expect(try items.lowerBound(.zero, in: 0..<0) == 0)
        #expect(try items.fingerprint(of: 0..<0) == .empty)
    }

    @Test("An index beyond the end is an error and no crash")
    func anIndexBeyondTheEndIsAnErrorAndNoCrash() throws {
        try log.append(try Samples.run(count: 3))
        let items = log.reconciliation(log.snapshot())
        #expect(throws: StoreError.self) { try items.item(at: 3) }
        #expect(throws: StoreError.self) { try items.item(at: -1) }
        #expect(throws: StoreError.self) { try items.forEachItem(in: 2..<5) { _ in } }
    }

    @Test("Messages taken away since the snapshot make it outdated")
    func messagesTakenAwaySinceTheSnapshotMakeItOutdated() throws {
        try log.append(try Samples.run(count: 100))
        let items = log.reconciliation(log.snapshot())
        try log.connection.execute("DELETE FROM message WHERE arrival < 50")
        let error = try #require(throws: StoreError.self) { try items.item(at: 7) }
        #expect(error.code == .outdated)
    }

    @Test("Two logs reconcile to exactly their difference", arguments: [11, 12] as [UInt64])
    func twoLogsReconcileToExactlyTheirDifference(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let common = try randomMessages(4_000, author: 1, &generator)
        let mine = try randomMessages(60, author: 2, &generator)
        let theirs = try randomMessages(900, author: 3, &generator)
        try log.append((common + mine).shuffled(using: &generator))
        let other = try MessageLog.open(path: folder.file("b.sqlite"), at: 1)
        try other.append((common + theirs).shuffled(using: &generator))

        var client = ReconciliationClient(
            storage: log.reconciliation(log.snapshot()),
            frameSizeLimit: 8_192
        )
        var server = ReconciliationServer(
            storage: other.reconciliation(other.snapshot()),
            frameSizeLimit: 8_192
        )
        var have: [ItemID] = []
        var need: [ItemID] = []
        var frame: [UInt8]? = try client.initiate()
        while let query = frame {
            let answer = try server.receive(query)
            frame = try client.receive(answer, have: &have, need: &need)
        }
        #expect(Set(have) == Set(mine.map { ItemID($0.id) }))
        #expect(Set(need) == Set(theirs.map { ItemID($0.id) }))
    }
}
