import GossipStore
import GossipWire
import TestSupport
import Testing

@Suite("Backup and restoring")
struct BackupTests {
    let folder: TemporaryFolder
    let log: MessageLog
    let reader: LogReader

    init() throws {
        folder = try TemporaryFolder()
        log = try MessageLog.open(path: folder.file("log"), at: 1)
        try log.append(try Samples.run(count: 3_000))
        reader = try LogReader.open(path: folder.file("log"))
    }

    private func ids(_ path: String) throws -> [MessageID] {
        try LogReader.open(path: path).ids(from: .zero, limit: .max)
    }

    @Test("A copy of a log in use holds all that was committed, in one file")
    func copy() throws {
        let path = folder.file("copy")
        var reports: [Int] = []
        let snapshot = try reader.backUp(to: path) { done, _ in reports.append(done) }
        #expect(snapshot.count == 3_000)
        #expect(!reports.isEmpty)
        #expect(reports == reports.sorted())
        // What comes now is not in it, and the log goes on.
        try log.append(try Samples.run(from: 3_001, count: 10, time: 9_000))
        #expect(try ids(path) == ids(folder.file("log")).dropLast(10))
        #expect(try LogReader.open(path: path).snapshot().fingerprint == snapshot.fingerprint)
        let incarnation = try LogReader.open(path: path).logDescription().incarnation
        #expect(incarnation != log.incarnation)
    }

    @Test("A copy is whole without any file beside it")
    func alone() throws {
        try reader.backUp(to: folder.file("copy"))
        try FileBytes.copy(folder.file("copy"), to: folder.file("elsewhere"))
        let opened = try MessageLog.open(path: folder.file("elsewhere"), at: 2)
        #expect(opened.count == 3_000)
        // A node that comes back to it sees that it is not the log it left.
        #expect(opened.previousRunToken != log.runToken)
        try opened.append(try Samples.run(from: 3_001, count: 1, time: 9_000))
        try opened.close(clean: true, at: 3)
        #expect(try ids(folder.file("elsewhere")).count == 3_001)
    }

    @Test("No file is written over")
    func occupied() throws {
        try FileBytes.write([1, 2, 3], to: folder.file("copy"))
        #expect { try reader.backUp(to: folder.file("copy")) } throws: { error in
            (error as? StoreError)?.code == .misuse
        }
        #expect(try FileBytes.read(folder.file("copy")) == [1, 2, 3])
    }

    @Test("A damaged log gives no backup")
    func damaged() throws {
        try log.close(clean: true, at: 2)
        reader.close()
        var bytes = try FileBytes.read(folder.file("log"))
        // Rubbish over pages in the middle.
        for index in (bytes.count / 2)..<(bytes.count / 2 + 20_000) { bytes[index] = 0x5A }
        try FileBytes.write(bytes, to: folder.file("log"))
        let damaged = try LogReader.open(path: folder.file("log"))
        #expect { try damaged.backUp(to: folder.file("copy")) } throws: { error in
            (error as? StoreError)?.code == .corrupt
        }
        #expect(throws: FileFailure.self) { try FileBytes.read(folder.file("copy")) }
    }

    @Test("Restoring puts the copy in place under a new incarnation, and keeps what was there")
    func restore() throws {
        try reader.backUp(to: folder.file("copy"))
        let backup = try LogReader.open(path: folder.file("copy"))
        try log.append(try Samples.run(from: 3_001, count: 10, time: 9_000))
        try log.close(clean: true, at: 2)
        reader.close()
        let restored = try LogRestore(
            of: backup,
            to: folder.file("log"),
            replacing: true,
            at: 7
        )
        let aside = try #require(restored.replaced)
        #expect(try ids(aside).count == 3_010)
        #expect(try ids(folder.file("log")).count == 3_000)
        let now = try LogReader.open(path: folder.file("log")).logDescription().incarnation
        #expect(now != log.incarnation)
        #expect(try backup.logDescription().incarnation != now)
    }

    @Test("A log that is in use, or may not be replaced, stays as it is")
    func refused() throws {
        try reader.backUp(to: folder.file("copy"))
        let backup = try LogReader.open(path: folder.file("copy"))
        #expect {
            try LogRestore(of: backup, to: folder.file("log"), replacing: true, at: 7)
        } throws: { error in
            (error as? StoreError)?.code == .locked
        }
        try log.close(clean: true, at: 2)
        #expect {
            try LogRestore(of: backup, to: folder.file("log"), replacing: false, at: 7)
        } throws: { error in
            (error as? StoreError)?.code == .misuse
        }
        #expect(try ids(folder.file("log")).count == 3_000)
    }
}
