import GossipMigrations
import GossipStore
import StoreTrials
import TestSupport
import Testing

@testable import GossipStore

/// Files that somebody has made to harm whoever opens them.
@Suite("Crafted files") struct CraftedFileTests {
    let folder: TemporaryFolder
    let path: String

    init() throws {
        folder = try TemporaryFolder()
        path = folder.file("a.sqlite")
        try CraftedLog.sound(path)
    }

    /// Every way in refuses the file, with the same reason, which it gives.
    private func refusal() throws -> String {
        let reading = try #require(throws: StoreError.self) { try LogReader.open(path: path) }
        let writing = try #require(throws: StoreError.self) {
            try MessageLog.open(path: path, at: 3)
        }
        #expect(reading.code == .corrupt)
        #expect(writing.code == .corrupt)
        #expect(reading.reason == writing.reason)
        return reading.reason
    }

    @Test(
        "A view in the place of a table is refused before it is asked anything",
        arguments: ["message", "meta", "migration", "author", "aggregate", "fork", "run", "peer"]
    )
    func aViewInThePlaceOfATableIsRefusedBeforeItIsAskedAnything(table: String) throws {
        try CraftedLog.replaceByView(table, in: path, columns: "i AS version, i AS incarnation")
        #expect(
            try refusal() == "its schema has the view \"\(table)\", which this program never makes"
        )
    }

    @Test("A view that takes the name of the list of objects hides nothing")
    func aViewThatTakesTheNameOfTheListOfObjectsHidesNothing() throws {
        try CraftedLog.edit(
            path,
            """
            INSERT INTO sqlite_master VALUES (
                'view', 'sqlite_schema', 'sqlite_schema', 0,
                'CREATE VIEW sqlite_schema AS \(CraftedLog.endless)
                 SELECT i AS type, i AS name, i AS tbl_name, i AS sql FROM n'
            )
            """
        )
        #expect(try refusal().contains("sqlite_schema"))
    }

    @Test(
        "An object that no migration makes is refused",
        arguments: [
            ("CREATE TRIGGER t AFTER INSERT ON message BEGIN DELETE FROM message; END", "trigger"),
            ("CREATE VIEW v AS SELECT 1", "view"),
            ("CREATE INDEX i ON message (length(encoded))", "index"),
            ("CREATE TABLE more (a)", "table"),
            ("CREATE VIRTUAL TABLE words USING fts5 (a)", "table"),
            (
                """
                INSERT INTO sqlite_master VALUES (
                    'view', 'sqlite_stat1', 'sqlite_stat1', 0,
                    'CREATE VIEW sqlite_stat1 AS SELECT 1 AS tbl, 2 AS idx, 3 AS stat'
                )
                """, "view"
            ),
        ]
    )
    func anObjectThatNoMigrationMakesIsRefused(sql: String, kind: String) throws {
        try CraftedLog.edit(path, sql)
        let reason = try refusal()
        #expect(reason.hasPrefix("its schema has the \(kind) "))
        #expect(reason.hasSuffix("which this program never makes"))
    }

    @Test(
        "A table that is declared otherwise is refused",
        arguments: [
            (
                "message", "encoded BLOB NOT NULL",
                "encoded BLOB NOT NULL, n INT AS (length(encoded))"
            ),
            ("message", "author INTEGER NOT NULL", "author INTEGER NOT NULL DEFAULT 7"),
            ("meta", "length(incarnation) = 16", "length(incarnation) < 99"),
            ("author", "STRICT", "     "),
        ]
    )
    func aTableThatIsDeclaredOtherwiseIsRefused(table: String, old: String, new: String) throws {
        try CraftedLog.edit(
            path,
            """
            UPDATE sqlite_master SET sql = replace(sql, '\(old)', '\(new)')
            WHERE name = '\(table)'
            """
        )
        #expect(
            try refusal()
                == "its schema has another text for the table \"\(table)\" than this program gives it"
        )
    }

    @Test("A table that is gone is named")
    func aTableThatIsGoneIsNamed() throws {
        try CraftedLog.edit(path, "DROP TABLE expiry")
        #expect(try refusal() == "its schema lacks the table \"expiry\"")
    }

    @Test("A log of an older version is held against the schema of that version")
    func aLogOfAnOlderVersionIsHeldAgainstTheSchemaOfThatVersion() throws {
        for version in 1..<LogDisk.newestVersion {
            let old = folder.file("v\(version).sqlite")
            try LogDisk.system.migrate(old, toVersion: version)
            #expect(throws: StoreError.self) { try LogReader.open(path: old) }
            try CraftedLog.edit(old, "CREATE VIEW v AS SELECT 1")
            let error = try #require(throws: StoreError.self) {
                try MessageLog.open(path: old, at: 1)
            }
            #expect(error.reason.contains("the view \"v\""))
            try CraftedLog.edit(old, "DROP VIEW v")
            try MessageLog.open(path: old, at: 1).close(clean: true, at: 2)
        }
    }

    @Test("The digest written down with each migration is that of the schema it leads to")
    func theDigestWrittenDownWithEachMigrationIsThatOfTheSchemaItLeadsTo() throws {
        for count in 1...Migrations.all.count {
            let steps = Array(Migrations.all.prefix(count))
            let made = try DatabaseSchema.made(by: steps).digest
            #expect(steps.last?.schemaDigest == made, "version \(count)")
        }
    }

    @Test("A schema without a digest is held against the steps themselves")
    func aSchemaWithoutADigestIsHeldAgainstTheStepsThemselves() throws {
        let connection = try Connection(path: path, mode: .reader)
        let steps = Migrations.all.map {
            Migration(version: $0.version, name: $0.name, sql: $0.sql)
        }
        try DatabaseSchema(of: connection).require(madeBy: steps, of: connection)
        try CraftedLog.edit(path, "CREATE VIEW v AS SELECT 1")
        let error = try #require(throws: StoreError.self) {
            try DatabaseSchema(of: connection).require(madeBy: steps, of: connection)
        }
        #expect(error.reason.contains("the view \"v\""))
    }

    @Test("The numbers that ANALYZE leaves are no reason to refuse a log")
    func theNumbersThatAnalyzeLeavesAreNoReasonToRefuseALog() throws {
        try CraftedLog.edit(path, "ANALYZE")
        #expect(try LogReader.open(path: path).count() == 20)
        #expect(try MessageLog.open(path: path, at: 3).count == 20)
    }

    @Test("Salvage saves the messages of a crafted log and runs nothing of it")
    func salvageSavesTheMessagesOfACraftedLogAndRunsNothingOfIt() throws {
        try CraftedLog.replaceByView("aggregate", in: path, columns: "i AS count")
        let report = try LogSalvage.run(from: path, to: folder.file("new"), at: 1)
        // The samples are not signed: found, and not saved.
        #expect(report.unauthentic >= 20)
        #expect(report.counted == nil)
    }

    @Test("A journal beside a log that names another file has nothing removed")
    func aJournalBesideALogThatNamesAnotherFileHasNothingRemoved() throws {
        let victim = folder.file("victim")
        try FileBytes.write([1, 2, 3], to: victim)
        try CraftedLog.plantJournal(beside: path, removing: victim)
        let error = try #require(throws: StoreError.self) {
            try MessageLog.open(path: path, at: 3)
        }
        #expect(error.code == .corrupt)
        #expect(error.reason.contains("names another file"))
        #expect(try LogReader.open(path: path).count() == 20)
        #expect(try FileBytes.read(victim) == [1, 2, 3])
        // The trial can fail: left to itself, SQLite removes the file.
        try CraftedLog.edit(path, "SELECT count(*) FROM message")
        #expect(throws: FileFailure.self) { try FileBytes.read(victim) }
    }

    @Test("A crafted search index is refused")
    func aCraftedSearchIndexIsRefused() throws {
        let reader = try LogReader.open(path: path)
        try SearchIndex(of: reader).fill(from: reader, countMax: 100)
        #expect(try SearchIndex(searching: reader) != nil)
        try CraftedLog.replaceByView(
            "progress",
            in: SearchIndex.path(ofLog: path),
            columns: "i AS one, i AS incarnation, i AS arrival"
        )
        let error = try #require(throws: StoreError.self) { try SearchIndex(searching: reader) }
        #expect(error.code == .notALog)
        #expect(error.reason.contains("the view \"progress\""))
        #expect(throws: StoreError.self) { try SearchIndex(of: reader) }
    }
}
