import CSQLite
import Glibc
import GossipStore
import GossipWire
import TestSupport
import Testing

@testable import GossipStore

/// The files of a killed node are enough.
@Suite("Recovery") struct RecoveryTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test("A killed node's log has everything that was appended")
    func aKilledNodesLogHasEverythingThatWasAppended() throws {
        let log = try MessageLog.open(path: folder.file("a.sqlite"), at: 1)
        try log.append(try Samples.run(count: 700))
        try log.checkpoint()
        try log.append(try Samples.run(from: 701, count: 800, time: 1_700))
        // The files as they are now, the write-ahead log not taken back.
        for ending in ["", "-wal"] {
            try FileBytes.copy(log.path + ending, to: folder.file("b.sqlite" + ending))
        }
        let recovered = try MessageLog.open(path: folder.file("b.sqlite"), at: 9)
        #expect(recovered.count == 1_500)
        #expect(recovered.lastArrival == 1_500)
        #expect(recovered.snapshot().fingerprint == log.snapshot().fingerprint)
        let runs = try LogReader.open(path: recovered.path).runs()
        #expect(runs.map(\.isClean) == [false, false])
        #expect(runs[0].endedMilliseconds == nil)
        #expect(runs[1].messagesAtStart == 1_500)
    }

    @Test("A reader reads a killed node's log without a node")
    func aReaderReadsAKilledNodesLogWithoutANode() throws {
        let log = try MessageLog.open(path: folder.file("a.sqlite"), at: 1)
        try log.append(try Samples.run(count: 50))
        for ending in ["", "-wal"] {
            try FileBytes.copy(log.path + ending, to: folder.file("b.sqlite" + ending))
        }
        let wal = try FileBytes.read(folder.file("b.sqlite-wal"))
        do {
            let reader = try LogReader.open(path: folder.file("b.sqlite"))
            #expect(try reader.count() == 50)
            reader.close()
        }
        // Taking the write-ahead log back is the writer's work, never a reader's.
        #expect(try FileBytes.read(folder.file("b.sqlite-wal")) == wal)
    }

    @Test("A torn last transaction is not there")
    func aTornLastTransactionIsNotThere() throws {
        let log = try MessageLog.open(path: folder.file("a.sqlite"), at: 1)
        try log.append(try Samples.run(count: 100))
        let whole = log.snapshot().fingerprint
        let length = try FileBytes.read(log.path + "-wal").count
        try log.append(try Samples.run(from: 101, count: 100, time: 2_000))
        try FileBytes.copy(log.path, to: folder.file("b.sqlite"))
        let wal = try FileBytes.read(log.path + "-wal")
        try FileBytes.write(
            Array(wal.prefix(length + (wal.count - length) / 2)),
            to: folder.file("b.sqlite-wal")
        )
        let recovered = try MessageLog.open(path: folder.file("b.sqlite"), at: 9)
        #expect(recovered.count == 100)
        #expect(recovered.snapshot().fingerprint == whole)
    }

    @Test("A damaged message is named and never served")
    func aDamagedMessageIsNamedAndNeverServed() throws {
        let log = try MessageLog.open(path: folder.file("a.sqlite"), at: 1)
        let messages = try Samples.run(count: 5)
        try log.append(messages)
        try log.connection.execute(
            """
            UPDATE message SET encoded = CAST(replace(encoded, x'33', x'34') AS BLOB)
            WHERE arrival = 3;
            UPDATE message SET encoded = x'01' WHERE arrival = 4
            """
        )
        let reader = try LogReader.open(path: log.path)
        let changed = try #require(throws: StoreError.self) {
            try reader.messages(ids: messages.map(\.id), byteLimit: 1 << 20)
        }
        #expect(changed.code == .corrupt)
        #expect(changed.description.contains("message 3 is not what was stored"))
        #expect(throws: StoreError.self) {
            try reader.messages(afterArrival: 3, upTo: 5, byteLimit: 1 << 20)
        }
        let undecodable = try #require(throws: StoreError.self) { try reader.record(arrival: 4) }
        #expect(undecodable.description.contains("message 4 does not decode"))
        #expect(try reader.record(arrival: 5)?.message == messages[4])
    }

    @Test("After a failed write, the log takes nothing until it is opened again")
    func afterAFailedWriteTheLogTakesNothingUntilItIsOpenedAgain() async {
        await #expect(processExitsWith: .success) {
            let folder = try TemporaryFolder()
            let log = try MessageLog.open(path: folder.file("a.sqlite"), at: 1)
            try log.append(try Samples.run(count: 10))
            try FailingWrites.begin(with: EIO)
            let error = try #require(throws: StoreError.self) {
                try log.append(try Samples.run(from: 11, count: 10, time: 2_000))
            }
            #expect(error.code == .io)
            FailingWrites.end()
            // The disk writes again, but what the failure left behind is not known.
            #expect(throws: error) { try log.append(try Samples.run(from: 21, count: 1)) }
            #expect(throws: error) { try log.checkpoint() }
            #expect(log.count == 10)
            #expect(try LogReader.open(path: log.path).count() == 10)
            try log.close(clean: false, at: 2)
            let again = try MessageLog.open(path: log.path, at: 3)
            #expect(again.count == 10)
            #expect(try again.append(try Samples.run(from: 11, count: 10, time: 2_000)).count == 10)
        }
    }

    @Test("After a full disk, the same batch is stored later")
    func afterAFullDiskTheSameBatchIsStoredLater() async {
        await #expect(processExitsWith: .success) {
            let folder = try TemporaryFolder()
            let log = try MessageLog.open(path: folder.file("a.sqlite"), at: 1)
            try log.append(try Samples.run(count: 10))
            let batch = try Samples.run(from: 11, count: 10, time: 2_000)
            try FailingWrites.begin(with: ENOSPC)
            let error = try #require(throws: StoreError.self) { try log.append(batch) }
            #expect(error.code == .full)
            #expect(log.count == 10)
            #expect(try LogReader.open(path: log.path).count() == 10)
            FailingWrites.end()
            #expect(try log.append(batch).first == .stored(arrival: 11))
            #expect(log.count == 20)
        }
    }
}
