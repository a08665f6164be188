import Glibc
import GossipMigrations
import GossipStore
import GossipWire
import TestSupport
import Testing

@testable import GossipStore

@Suite("Opening") struct OpeningTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func error(opening name: String) throws -> StoreError {
        try #require(throws: StoreError.self) {
            try MessageLog.open(path: folder.file(name), at: 1)
        }
    }

    private func error(reading name: String) throws -> StoreError {
        try #require(throws: StoreError.self) { try LogReader.open(path: folder.file(name)) }
    }

    @Test("makes a new log")
    func makesANewLog() throws {
        let log = try MessageLog.open(path: folder.file("a.sqlite"), at: 42)
        #expect(log.count == 0)
        #expect(log.lastArrival == 0)
        #expect(log.incarnation != LogIncarnation(high: 0, low: 0))
        #expect(log.previousRunToken == nil)
        let description = try LogReader.open(path: log.path).logDescription()
        #expect(description.incarnation == log.incarnation)
        #expect(description.createdMilliseconds == 42)
        #expect(description.scope == .everything)
    }

    @Test("An empty file becomes a log")
    func anEmptyFileBecomesALog() throws {
        try FileBytes.write([], to: folder.file("a.sqlite"))
        #expect(try error(reading: "a.sqlite").code == .notALog)
        #expect(try MessageLog.open(path: folder.file("a.sqlite"), at: 1).count == 0)
    }

    @Test("An empty file that a node has locked is just being made")
    func anEmptyFileThatANodeHasLockedIsJustBeingMade() throws {
        try FileBytes.write([], to: folder.file("a.sqlite"))
        let lock = try FileLock(of: LogPath(folder.file("a.sqlite")))
        let error = try error(reading: "a.sqlite")
        #expect(error.code == .busy)
        #expect(error.description.contains("just making it"))
        lock.release()
    }

    @Test("A reader that comes while a log is made finds all of it or is told to wait")
    func aReaderThatComesWhileALogIsMadeFindsAllOfItOrIsToldToWait() async throws {
        for number in 0..<40 {
            let path = folder.file("\(number).sqlite")
            let reading = Task.detached {
                while true {
                    do {
                        return try LogReader.open(path: path).count()
                    } catch let error as StoreError {
                        // Each step of the schema is a transaction: in between, it is an older log.
                        let isBegun: Set<StoreError.Code> = [.missing, .busy, .olderVersion]
                        guard isBegun.contains(error.code) else { throw error }
                    }
                }
            }
            let log = try MessageLog.open(path: path, at: 1)
            #expect(try await reading.value == 0)
            try log.close(clean: true, at: 2)
        }
    }

    @Test("Each log has an incarnation of its own and keeps it")
    func eachLogHasAnIncarnationOfItsOwnAndKeepsIt() throws {
        let log = try MessageLog.open(path: folder.file("a.sqlite"), at: 1)
        let other = try MessageLog.open(path: folder.file("b.sqlite"), at: 1)
        #expect(log.incarnation != other.incarnation)
        try log.close(clean: true, at: 2)
        #expect(try MessageLog.open(path: log.path, at: 3).incarnation == log.incarnation)
    }

    @Test("A node recognises an older copy by its run token")
    func aNodeRecognisesAnOlderCopyByItsRunToken() throws {
        let path = folder.file("a.sqlite")
        let first = try MessageLog.open(path: path, at: 1)
        try first.close(clean: true, at: 2)
        try FileBytes.copy(path, to: folder.file("backup"))
        let second = try MessageLog.open(path: path, at: 3)
        #expect(second.previousRunToken == first.runToken)
        try second.close(clean: true, at: 4)
        try FileBytes.copy(folder.file("backup"), to: path)
        let restored = try MessageLog.open(path: path, at: 5)
        #expect(restored.previousRunToken != second.runToken)
        let before = restored.incarnation
        try restored.renewIncarnation()
        #expect(restored.incarnation != before)
        try restored.close(clean: true, at: 6)
        #expect(try MessageLog.open(path: path, at: 7).incarnation == restored.incarnation)
    }

    @Test("A second node on one log is refused")
    func aSecondNodeOnOneLogIsRefused() throws {
        let log = try MessageLog.open(path: folder.file("a.sqlite"), at: 1)
        let error = try error(opening: "a.sqlite")
        #expect(error.code == .locked)
        #expect(error.description.contains("process \(getpid())"))
        try log.close(clean: true, at: 2)
        #expect(try MessageLog.open(path: log.path, at: 3).run == 2)
    }

    @Test("The lock holds under any name of the file")
    func theLockHoldsUnderAnyNameOfTheFile() throws {
        let log = try MessageLog.open(path: folder.file("a.sqlite"), at: 1)
        symlink(log.path, folder.file("alias.sqlite"))
        #expect(try error(opening: "alias.sqlite").code == .locked)
    }

    @Test("A file that is no log is refused and left alone")
    func aFileThatIsNoLogIsRefusedAndLeftAlone() throws {
        let text = Array(String(repeating: "shopping list\n", count: 500).utf8)
        try FileBytes.write(text, to: folder.file("list.txt"))
        #expect(try error(opening: "list.txt").code == .notALog)
        #expect(try error(reading: "list.txt").code == .notALog)
        #expect(try FileBytes.read(folder.file("list.txt")) == text)
    }

    @Test("The database of another program is refused and left alone")
    func theDatabaseOfAnotherProgramIsRefusedAndLeftAlone() throws {
        let path = folder.file("other.sqlite")
        let other = try Connection(path: path, mode: .writer)
        try other.execute("CREATE TABLE song (title TEXT); PRAGMA user_version = 3")
        other.close()
        let bytes = try FileBytes.read(path)
        #expect(try error(opening: "other.sqlite").code == .notALog)
        #expect(try error(reading: "other.sqlite").code == .notALog)
        #expect(try FileBytes.read(path) == bytes)
    }

    @Test("A log of a newer version is refused")
    func aLogOfANewerVersionIsRefused() throws {
        let log = try MessageLog.open(path: folder.file("a.sqlite"), at: 1)
        try log.connection.execute("PRAGMA user_version = 99")
        try log.close(clean: true, at: 2)
        #expect(try error(opening: "a.sqlite").code == .newerVersion)
        let error = try error(reading: "a.sqlite")
        #expect(error.code == .newerVersion)
        #expect(error.description.contains("version 99"))
    }

    @Test("A damaged header is an error that says how to go on")
    func aDamagedHeaderIsAnErrorThatSaysHowToGoOn() throws {
        let log = try MessageLog.open(path: folder.file("a.sqlite"), at: 1)
        try log.append(try Samples.run(count: 10))
        try log.close(clean: true, at: 2)
        var bytes = try FileBytes.read(log.path)
        bytes.replaceSubrange(0..<16, with: [UInt8](repeating: 0x55, count: 16))
        try FileBytes.write(bytes, to: log.path)
        let error = try error(opening: "a.sqlite")
        #expect(error.code == .notALog)
        #expect(error.description.contains("fetches the rest from its peers"))
    }

    @Test("A truncated log is refused")
    func aTruncatedLogIsRefused() throws {
        let log = try MessageLog.open(path: folder.file("a.sqlite"), at: 1)
        try log.append(try Samples.run(count: 5_000))
        try log.close(clean: true, at: 2)
        try FileBytes.write(Array(try FileBytes.read(log.path).prefix(3 * 4_096)), to: log.path)
        #expect(try error(opening: "a.sqlite").code == .corrupt)
        #expect(try error(reading: "a.sqlite").code == .corrupt)
    }

    @Test("A folder that is not there is named")
    func aFolderThatIsNotThereIsNamed() throws {
        let error = try error(opening: "nowhere/a.sqlite")
        #expect(error.code == .unwritable)
        #expect(error.description.contains("its folder does not exist"))
        #expect(try self.error(reading: "nowhere/a.sqlite").code == .missing)
        #expect(try self.error(reading: "nothing.sqlite").code == .missing)
    }

    @Test("A folder is no log")
    func aFolderIsNoLog() throws {
        #expect(throws: StoreError.self) { try LogReader.open(path: folder.path) }
    }

    @Test(
        "A folder that may not be written is an error for a node",
        .enabled(if: geteuid() != 0, "root may write everywhere")
    )
    func aFolderThatMayNotBeWrittenIsAnErrorForANode() throws {
        chmod(folder.path, 0o555)
        defer { chmod(folder.path, 0o755) }
        #expect(try error(opening: "a.sqlite").code == .unwritable)
    }

    @Test(
        "A finished log in a folder that may not be written is read",
        .enabled(if: geteuid() != 0, "root may write everywhere")
    )
    func aFinishedLogInAFolderThatMayNotBeWrittenIsRead() throws {
        let log = try MessageLog.open(path: folder.file("a.sqlite"), at: 1)
        try log.append(try Samples.run(count: 3))
        try log.close(clean: true, at: 2)
        chmod(folder.path, 0o555)
        defer { chmod(folder.path, 0o755) }
        #expect(try LogReader.open(path: log.path).count() == 3)
    }

    @Test("A file that nobody changes is read without any other file")
    func aFileThatNobodyChangesIsReadWithoutAnyOtherFile() throws {
        let log = try MessageLog.open(path: folder.file("50% a?#ü.sqlite"), at: 1)
        try log.append(try Samples.run(count: 3))
        try log.close(clean: true, at: 2)
        let paths = LogPath(log.path)
        #expect(LogReader.isUnchanging(paths))
        let connection = try Connection(path: log.path, mode: paths.unchangingMode)
        try connection.applyReaderSettings()
        #expect(
            try connection.statement("SELECT count(*) FROM message").firstRow { $0.int(0) } == 3
        )
    }

    @Test(
        "A log that its node may change is not read as it stands; what a killed one left is, with all of it"
    )
    func aLogThatItsNodeMayChangeIsNotReadAsItStands() throws {
        let log = try MessageLog.open(path: folder.file("a.sqlite"), at: 1)
        try log.append(try Samples.run(count: 3))
        #expect(!LogReader.isUnchanging(LogPath(log.path)))
        let copy = LogPath(folder.file("b.sqlite"))
        for ending in ["", "-wal"] {
            try FileBytes.write(FileBytes.read(log.path + ending), to: copy.log + ending)
        }
        #expect(LogReader.isUnchanging(copy))
        let connection = try Connection(path: copy.log, mode: copy.unchangingMode)
        try connection.applyReaderSettings()
        #expect(
            try connection.statement("SELECT count(*) FROM message").firstRow { $0.int(0) } == 3
        )
        connection.close()
        #expect(LogFile.size(copy.sharedMemory) == nil)
        #expect(
            try FileBytes.read(copy.writeAheadLog)
                == FileBytes.read(LogPath(log.path).writeAheadLog)
        )
        try log.close(clean: true, at: 2)
    }

    @Test("A closed log takes nothing")
    func aClosedLogTakesNothing() throws {
        let log = try MessageLog.open(path: folder.file("a.sqlite"), at: 1)
        try log.close(clean: true, at: 2)
        let error = try #require(throws: StoreError.self) {
            try log.append(try Samples.run(count: 1))
        }
        #expect(error.code == .misuse)
        try log.close(clean: true, at: 3)
    }
}
