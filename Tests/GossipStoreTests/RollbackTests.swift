import GossipStore
import GossipWire
import Negentropy
import TestSupport
import Testing

@testable import GossipStore

/// A failed transaction leaves nothing behind, neither in the file nor in memory.
@Suite("Rollback") struct RollbackTests {
    let folder: TemporaryFolder
    let log: MessageLog

    init() throws {
        folder = try TemporaryFolder()
        log = try MessageLog.open(path: folder.file("a.sqlite"), at: 1)
        try log.append(try Samples.run(count: 10))
    }

    /// The log as anyone can see it.
    private func state() throws -> [String] {
        let reader = try LogReader.open(path: log.path)
        let authors = try reader.authors().map { "\($0)" }
        return [
            "\(log.count) \(log.lastArrival) \(log.snapshot().fingerprint.hex)",
            "\(try reader.count()) \(try reader.lastArrival())",
            try reader.snapshot().fingerprint.hex,
            "\(String(describing: try log.head(of: Samples.key(1))))",
            "\(String(describing: try log.head(of: Samples.key(2))))",
        ] + authors
    }

    @Test("A statement that fails in the middle undoes the batch")
    func aStatementThatFailsInTheMiddleUndoesTheBatch() throws {
        try log.connection.execute(
            """
            CREATE TEMP TRIGGER refuse BEFORE INSERT ON main.message WHEN new.arrival = 15
            BEGIN SELECT raise(ABORT, 'refused by the test'); END
            """
        )
        let before = try state()
        let batch = try Samples.run(from: 11, count: 4) + Samples.run(author: 2, count: 3)
        #expect(throws: StoreError.self) { try log.append(batch) }
        #expect(try state() == before)

        try log.connection.execute("DROP TRIGGER refuse")
        #expect(
            try log.append(batch) == (11...17).map { AppendOutcome.stored(arrival: $0) }
        )
    }

    @Test("A full disk undoes the batch and the log goes on when there is space")
    func aFullDiskUndoesTheBatchAndTheLogGoesOnWhenThereIsSpace() throws {
        let pages = try log.connection.pragma("page_count")
        _ = try log.connection.pragma("max_page_count = \(pages + 4)")
        let before = try state()
        let batch = try Samples.run(from: 11, count: 300)
        let error = try #require(throws: StoreError.self) { try log.append(batch) }
        #expect(error.code == .full)
        #expect(try state() == before)

        _ = try log.connection.pragma("max_page_count = 1000000")
        #expect(try log.append(batch).count == 300)
        #expect(log.count == 310)
    }

    @Test("Splitting a bucket is undone too")
    func splittingABucketIsUndoneToo() throws {
        let evens = try (0..<Bucket.countMax).map {
            try Samples.message(author: 3, sequence: UInt64($0 + 1), time: 10_000 + 2 * UInt64($0))
        }
        try log.append(evens)
        let before = log.aggregates.buckets
        let stored = try AggregateTable(connection: log.connection).load().buckets
        #expect(stored == before)

        try log.connection.execute(
            """
            CREATE TEMP TRIGGER refuse BEFORE UPDATE ON main.author
            BEGIN SELECT raise(ABORT, 'refused by the test'); END
            """
        )
        let between = try (0..<30).map {
            try Samples.message(author: 4, sequence: UInt64($0 + 1), time: 10_001 + 2 * UInt64($0))
        }
        #expect(throws: StoreError.self) { try log.append(between) }
        #expect(log.aggregates.buckets == before)
        #expect(try AggregateTable(connection: log.connection).load().buckets == before)
    }

    @Test("Peers learned with a batch are undone with it")
    func peersLearnedWithABatchAreUndoneWithIt() throws {
        try log.connection.execute(
            """
            CREATE TEMP TRIGGER refuse BEFORE UPDATE ON main.peer
            BEGIN SELECT raise(ABORT, 'refused by the test'); END
            """
        )
        let before = try state()
        let peer = PeerRecord(
            identity: PeerIdentity(address: "127.0.0.1:1", node: nil),
            source: .configured
        )
        let incoming = Incoming(message: try Samples.message(author: 2), via: .relay)
        #expect(throws: StoreError.self) { try log.append([incoming], at: 2, saving: [peer]) }
        #expect(try state() == before)
        #expect(try log.loadPeers().isEmpty)
    }
}
