import GossipMigrations
import GossipStore
import GossipWire
import StoreTrials
import TestSupport
import Testing

@testable import GossipStore

@Suite("Migration") struct MigrationTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    /// A step after the newest one, as a later program would have it.
    private static let next = Migration(
        version: (Migrations.all.last?.version ?? 0) + 1,
        name: "v9999_next",
        sql: Array("CREATE TABLE note (text TEXT) STRICT; INSERT INTO note VALUES ('here')".utf8)
    )

    private func open(_ name: String, _ steps: [Migration]) throws -> MessageLog {
        let path = folder.file(name)
        return MessageLog(
            try LogHandle(
                Connection(path: path, mode: .writer),
                at: 50,
                version: "next",
                migrations: steps
            ),
            path: path
        )
    }

    @Test("Steps are numbered without a hole")
    func stepsAreNumberedWithoutAHole() {
        #expect(Migrations.all.map(\.version) == Array(1...Migrations.all.count))
        #expect(Set(Migrations.all.map(\.name)).count == Migrations.all.count)
    }

    @Test("The checksum is that of the text")
    func theChecksumIsThatOfTheText() {
        let step = Migration(version: 1, name: "abc", sql: Array("abc".utf8))
        #expect(
            step.checksum == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        )
    }

    @Test("A log that holds data is copied before it is migrated")
    func aLogThatHoldsDataIsCopiedBeforeItIsMigrated() throws {
        let log = try MessageLog.open(path: folder.file("a.sqlite"), at: 1)
        try log.append(try Samples.run(count: 30))
        try log.close(clean: true, at: 2)
        let migrated = try open("a.sqlite", Migrations.all + [Self.next])
        #expect(migrated.count == 30)
        #expect(try migrated.connection.pragma("user_version") == Self.next.version)
        #expect(try migrated.append(try Samples.run(author: 2, count: 1)).count == 1)

        let backup = try LogReader.open(path: "\(log.path).before-v\(Self.next.version)")
        #expect(try backup.count() == 30)
        #expect(try backup.snapshot().fingerprint == log.snapshot().fingerprint)
    }

    @Test("A new log is not copied")
    func aNewLogIsNotCopied() throws {
        _ = try open("a.sqlite", Migrations.all + [Self.next])
        #expect(LogFile.size(folder.file("a.sqlite.before-v\(Self.next.version)")) == nil)
    }

    @Test("A step that fails leaves the log as it was")
    func aStepThatFailsLeavesTheLogAsItWas() throws {
        let log = try MessageLog.open(path: folder.file("a.sqlite"), at: 1)
        try log.append(try Samples.run(count: 30))
        try log.close(clean: true, at: 2)
        let broken = Migration(
            version: Self.next.version,
            name: "broken",
            sql: Array("CREATE TABLE half (a); INSERT INTO nowhere VALUES (1)".utf8)
        )
        let error = try #require(throws: StoreError.self) {
            try open("a.sqlite", Migrations.all + [broken])
        }
        #expect(error.code == .internalFault)
        #expect(error.description.contains("INSERT INTO nowhere"))
        let again = try MessageLog.open(path: log.path, at: 3)
        #expect(again.count == 30)
        let tables = try again.connection.statement(
            "SELECT count(*) FROM sqlite_schema WHERE name = 'half'"
        ).firstRow { $0.int(0) }
        #expect(tables == 0)
    }

    @Test("A log made by another text of a migration is refused")
    func aLogMadeByAnotherTextOfAMigrationIsRefused() throws {
        let log = try MessageLog.open(path: folder.file("a.sqlite"), at: 1)
        try log.connection.execute("UPDATE migration SET checksum = '00'")
        try log.close(clean: true, at: 2)
        for open in [
            { _ = try MessageLog.open(path: log.path, at: 3) },
            { _ = try LogReader.open(path: log.path) },
        ] {
            let error = try #require(throws: StoreError.self, performing: open)
            #expect(error.code == .changedMigration)
        }
    }

    @Test("A reader does not migrate")
    func aReaderDoesNotMigrate() throws {
        _ = try MessageLog.open(path: folder.file("a.sqlite"), at: 1)
        let migrator = { try LogReader.open(path: folder.file("a.sqlite")) }
        #expect(try migrator().count() == 0)
        let other = try Connection(path: folder.file("a.sqlite"), mode: .writer)
        try other.execute("PRAGMA user_version = -1")
        other.close()
        #expect(throws: StoreError.self) { try migrator() }
    }

    @Test("Version 2 keeps where each message is and how it came")
    func version2KeepsWhereEachMessageIsAndHowItCame() throws {
        var generator = SeededGenerator(seed: 3)
        let messages = try
            (Samples.run(count: 700) + Samples.run(author: 2, count: 300, time: 1_100))
            .filter { $0.sequence % 13 != 5 }.shuffled(using: &generator)
        let path = folder.file("old.sqlite")
        try LogOfVersion1.write(messages, to: path)
        let log = try MessageLog.open(path: path, at: 9)
        let reader = try LogReader.open(path: path)
        for (arrival, message) in zip(1..., messages) {
            let record = try #require(try reader.record(arrival: UInt64(arrival)))
            #expect(record.message == message)
            #expect(record.arrivedMilliseconds == UInt64(arrival) / 100 * 1_000)
            #expect(record.run == (arrival <= 500 ? 1 : 2))
            #expect(
                try reader.ids(of: message.author, sequence: message.sequence, limit: 9)
                    == [message.id]
            )
        }
        #expect(try reader.gaps().count == 1_000 - messages.count)
        let next = try Samples.run(from: 701, count: 300, time: 9_000)
        #expect(try log.append(next).allSatisfy { $0 != .duplicate })
        #expect(try reader.ids(of: Samples.key(1), sequence: 999, limit: 9) == [next[298].id])
    }

    /// The file of every version there has been, with the same content.
    @Test(
        "A log of every version is brought up to date, read and appended to",
        arguments: ["v0001", "v0002", "v0003", "v0004"]
    )
    func aLogOfEveryVersionIsBroughtUpToDateReadAndAppendedTo(version: String) throws {
        let fixture = FixtureLog.path(version)
        try FileBytes.copy(fixture, to: folder.file("a.sqlite"))
        let log = try MessageLog.open(path: folder.file("a.sqlite"), at: 1_000_000)
        #expect(log.count == 12)
        #expect(log.lastArrival == 12)
        #expect(log.incarnation.bytes == [UInt8](repeating: 7, count: 16))
        let reader = try LogReader.open(path: log.path)
        let inOrder = try FixtureLog.messages().sorted {
            ($0.time, $0.author, $0.sequence, $0.id) < ($1.time, $1.author, $1.sequence, $1.id)
        }
        #expect(try reader.records(LogQuery()).map(\.message.id) == inOrder.map(\.id))
        #expect(try reader.forks().count == 1)
        let integrity = try log.connection.statement("PRAGMA integrity_check").rows { $0.text(0) }
        #expect(integrity == ["ok"])
        #expect(try reader.gaps().map(\.sequences) == [6...6])
        #expect(try reader.runs().map(\.isClean) == [true, false])
        #expect(try reader.peers() == [FixtureLog.peer()])
        #expect(try reader.catchUps() == [FixtureLog.catchUp()])
        for record in try reader.records(LogQuery()) {
            #expect(record.arrivedMilliseconds == 915)
            #expect(record.run == 1)
            #expect(record.via == .catchUp)
            #expect(record.peer?.name == "harbour")
        }
        for message in try FixtureLog.messages() {
            let ids = try reader.ids(of: message.author, sequence: message.sequence, limit: 3)
            #expect(ids.contains(message.id))
            #expect(
                ids.count
                    == (message.author == (try Samples.key(1)) && message.sequence == 4 ? 2 : 1)
            )
        }
        #expect(try log.append(try Samples.run(author: 9, count: 2)).last == .stored(arrival: 14))
    }
}
