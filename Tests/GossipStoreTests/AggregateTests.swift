import GossipStore
import GossipWire
import Negentropy
import TestSupport
import Testing

@testable import GossipStore

@Suite("Aggregates") struct AggregateTests {
    let folder: TemporaryFolder
    let log: MessageLog

    init() throws {
        folder = try TemporaryFolder()
        log = try MessageLog.open(path: folder.file("a.sqlite"), at: 1)
    }

    /// Counts and sums again, from the messages, what each bucket should hold.
    private func expectAggregatesMatchTheMessages() throws {
        let table = AggregateTable(connection: log.connection)
        let stored = try table.load()
        #expect(stored.buckets == log.aggregates.buckets)
        #expect(stored.newest == log.aggregates.newest)
        for (index, bucket) in stored.buckets.enumerated() {
            var expected = Bucket(first: bucket.first)
            for id in try table.ids(from: bucket.first, to: stored.end(of: index)) {
                expected.add(id)
            }
            #expect(bucket == expected)
        }
        #expect(stored.buckets.reduce(0) { $0 + $1.count } == stored.count)
        #expect(stored.buckets.first?.first == .zero)
    }

    @Test(
        "are the sums of the messages in whatever order they come",
        arguments: [1, 2, 3] as [UInt64]
    )
    func areTheSumsOfTheMessagesInWhateverOrderTheyCome(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var messages = try (0..<6_000).map { number in
            try Samples.message(
                author: UInt8(number % 5),
                sequence: UInt64(number / 5 + 1),
                time: .random(in: 1_000..<9_000, using: &generator)
            )
        }
        messages.shuffle(using: &generator)
        var rest = messages[...]
        while !rest.isEmpty {
            let batch = rest.prefix(.random(in: 1...900, using: &generator))
            rest = rest.dropFirst(batch.count)
            try log.append(Array(batch))
        }
        try expectAggregatesMatchTheMessages()
        let ids = messages.map { Item($0.id) }
        #expect(log.snapshot().fingerprint == SortedItems(ids).fingerprint(of: 0..<ids.count))
        for bucket in log.aggregates.buckets {
            #expect((Bucket.countMax / 2...Bucket.countMax).contains(bucket.count))
        }
    }

    @Test("In order, they fill up one after the other")
    func inOrderTheyFillUpOneAfterTheOther() throws {
        for start in stride(from: 1, to: 3_001, by: 1_000) {
            try log.append(
                try Samples.run(from: UInt64(start), count: 1_000, time: UInt64(1_000 + start))
            )
        }
        #expect(log.aggregates.buckets.map(\.count) == [1_024, 1_024, 952])
        try expectAggregatesMatchTheMessages()
    }

    @Test("Many messages of one millisecond split too")
    func manyMessagesOfOneMillisecondSplitToo() throws {
        let messages = try (0..<5_000).map {
            try Samples.message(sequence: UInt64($0 + 1), time: 7_777)
        }
        try log.append(messages)
        #expect(log.aggregates.buckets.count > 4)
        try expectAggregatesMatchTheMessages()
    }

    @Test("are there after a restart")
    func areThereAfterARestart() throws {
        try log.append(try Samples.run(count: 2_500))
        let before = log.snapshot()
        try log.close(clean: true, at: 2)
        let again = try MessageLog.open(path: log.path, at: 3)
        #expect(again.aggregates.buckets == before.aggregates.buckets)
        #expect(again.snapshot().fingerprint == before.fingerprint)
        #expect(again.count == 2_500)
        #expect(again.lastArrival == 2_500)
    }

    @Test("An empty log has the fingerprint of nothing")
    func anEmptyLogHasTheFingerprintOfNothing() throws {
        #expect(log.snapshot().fingerprint == .empty)
        #expect(log.snapshot().count == 0)
    }

    @Test("A snapshot stays as it was while messages come")
    func aSnapshotStaysAsItWasWhileMessagesCome() throws {
        try log.append(try Samples.run(count: 1_500))
        let snapshot = log.snapshot()
        let fingerprint = snapshot.fingerprint
        // Between and behind the messages of the snapshot, so that its buckets are split since.
        let later = try (0..<4_000).map {
            try Samples.message(author: 2, sequence: UInt64($0 + 1), time: 900 + UInt64($0))
        }
        try log.append(later)
        #expect(log.snapshot().fingerprint != fingerprint)
        #expect(snapshot.fingerprint == fingerprint)
        let items = try LogReader.open(path: log.path).reconciliation(snapshot)
        var seen: [Item] = []
        try items.forEachItem(in: 0..<items.count) { seen.append($0) }
        #expect(try seen == Samples.run(count: 1_500).map { Item($0.id) })
    }

    @Test("Damaged aggregates are refused at the door")
    func damagedAggregatesAreRefusedAtTheDoor() throws {
        try log.append(try Samples.run(count: 3))
        try log.connection.execute("DELETE FROM aggregate")
        try log.close(clean: true, at: 2)
        let error = try #require(throws: StoreError.self) {
            try MessageLog.open(path: log.path, at: 3)
        }
        #expect(error.code == .corrupt)
    }
}
