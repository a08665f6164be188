import GossipStore
import GossipWire
import TestSupport
import Testing

@testable import GossipStore

@Suite("Checkpoints") struct CheckpointTests {
    let folder: TemporaryFolder
    let log: MessageLog

    init() throws {
        folder = try TemporaryFolder()
        log = try MessageLog.open(path: folder.file("a.sqlite"), at: 1)
    }

    private func walSize() -> Int { LogFile.size(log.path + "-wal") ?? 0 }

    @Test("Only the log itself decides when")
    func onlyTheLogItselfDecidesWhen() throws {
        try log.append(try Samples.run(count: 3_000))
        #expect(!log.needsCheckpoint)
        let before = LogFile.size(log.path)
        #expect(walSize() > 0)
        #expect(try log.checkpoint())
        #expect(try #require(LogFile.size(log.path)) > #require(before))
    }

    @Test("is due when the write-ahead log has grown")
    func isDueWhenTheWriteAheadLogHasGrown() throws {
        log.checkpointer.dueFrames = 100
        #expect(!log.needsCheckpoint)
        try log.append(try Samples.run(count: 3_000))
        #expect(log.needsCheckpoint)
        #expect(try log.checkpoint())
        #expect(!log.needsCheckpoint)
        let size = walSize()
        try log.append([try Samples.message(author: 2)])
        #expect(walSize() == size, "the next commit starts at the beginning")
        #expect(try log.truncateWriteAheadLog())
        #expect(walSize() == 0)
    }

    @Test("An append checkpoints when nobody else does")
    func anAppendCheckpointsWhenNobodyElseDoes() throws {
        log.checkpointer.overdueFrames = 100
        for number in 0..<20 {
            try log.append(
                try Samples.run(
                    from: UInt64(number * 500 + 1),
                    count: 500,
                    time: UInt64(1_000 + number * 500)
                )
            )
        }
        #expect(walSize() < 250 * 4_120)
        #expect(log.count == 10_000)
    }

    @Test("A reader that stays delays it and does no harm")
    func aReaderThatStaysDelaysItAndDoesNoHarm() throws {
        try log.append(try Samples.run(count: 100))
        let reader = try LogReader.open(path: log.path)
        try reader.connection.execute("BEGIN")
        #expect(try reader.lastArrival() == 100)
        try log.append(try Samples.run(from: 101, count: 100, time: 3_000))
        #expect(try log.checkpoint() == false)
        #expect(try reader.lastArrival() == 100)
        try reader.connection.execute("COMMIT")
        #expect(try reader.lastArrival() == 200)
        #expect(try log.checkpoint())
        #expect(log.count == 200)
    }

    @Test("Closing leaves the file alone")
    func closingLeavesTheFileAlone() throws {
        try log.append(try Samples.run(count: 100))
        try log.close(clean: true, at: 2)
        #expect(LogFile.size(log.path + "-wal") == nil)
        #expect(try LogReader.open(path: log.path).count() == 100)
    }

    @Test("Readers see what was committed while the node writes")
    func readersSeeWhatWasCommittedWhileTheNodeWrites() throws {
        let reader = try LogReader.open(path: log.path)
        for round in 0..<20 {
            try log.append(
                try Samples.run(
                    from: UInt64(round * 50 + 1),
                    count: 50,
                    time: UInt64(1_000 + round * 50)
                )
            )
            #expect(try reader.lastArrival() == log.lastArrival)
            #expect(try reader.count() == log.count)
            #expect(try reader.snapshot().fingerprint == log.snapshot().fingerprint)
            if round % 5 == 4 { try log.checkpoint() }
        }
    }
}
