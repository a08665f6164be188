internal import CSQLite
internal import GossipMigrations
internal import GossipWire
internal import Synchronization

/// The objects of a database as its schema lists them, except where their pages lie.
///
/// A schema is code: a view can count for ever, a trigger or a default can change what is stored. So a file is
/// read only when it holds exactly the objects that this program makes, in the very words. Looking at the
/// list runs nothing of it.
struct DatabaseSchema: Equatable, Sendable {
    /// One row of the list.
    struct Object: Hashable, Sendable {
        var type: String
        var name: String
        var table: String
        /// The statement that makes it; `nil` for the index of a constraint.
        var sql: String?
    }

    /// Far more than any version has.
    private static let objectsMax = 1_000
    /// The tables that `ANALYZE` leaves in a database: numbers that SQLite plans with.
    private static let statistics: Set<Object> = [
        Object(
            type: "table",
            name: "sqlite_stat1",
            table: "sqlite_stat1",
            sql: "CREATE TABLE sqlite_stat1(tbl,idx,stat)"
        ),
        Object(
            type: "table",
            name: "sqlite_stat4",
            table: "sqlite_stat4",
            sql: "CREATE TABLE sqlite_stat4(tbl,idx,neq,nlt,ndlt,sample)"
        ),
    ]

    private let objects: Set<Object>

    /// True for a file that holds nothing.
    var isEmpty: Bool { objects.isEmpty }

    /// Reads the list of a database.
    ///
    /// By its oldest name, which no object of a file can take; `sqlite_schema` may be a view of the file.
    init(of connection: Connection) throws(StoreError) {
        let rows = try connection.statement(
            "SELECT type, name, tbl_name, sql FROM main.sqlite_master LIMIT \(Self.objectsMax)"
        ).rows { row in
            Object(
                type: row.text(0) ?? "",
                name: row.text(1) ?? "",
                table: row.text(2) ?? "",
                sql: row.text(3)
            )
        }
        objects = Set(rows).subtracting(Self.statistics)
        guard Set(rows).count == rows.count else {
            throw connection.damaged("its schema names an object twice")
        }
    }

    /// SHA-256 of the list in one order, in hexadecimal.
    var digest: String {
        let lines = objects.map { object in
            [object.type, object.name, object.table, object.sql ?? ""].joined(separator: "\0")
        }
        return Checksum.sha256Hex(of: Array(lines.sorted().joined(separator: "\0\0").utf8))
    }

    /// Throws unless the database holds what these steps make.
    func require(
        madeBy steps: [Migration],
        of connection: Connection
    ) throws(StoreError) {
        if let known = steps.last?.schemaDigest, known == digest { return }
        try require(try .made(by: steps), of: connection)
    }

    /// Throws unless the database holds what this program makes.
    func require(_ expected: DatabaseSchema, of connection: Connection) throws(StoreError) {
        guard let reason = difference(from: expected) else { return }
        throw connection.damaged(reason)
    }

    /// The first object that is not as it must be, in words; `nil` when all are.
    private func difference(from expected: DatabaseSchema) -> String? {
        let name: (Object) -> String = { "the \($0.type) \"\($0.name.prefix(64))\"" }
        let byName: (Object, Object) -> Bool = { ($0.type, $0.name) < ($1.type, $1.name) }
        if let foreign = objects.subtracting(expected.objects).min(by: byName) {
            let isKnown = expected.objects.contains {
                $0.type == foreign.type && $0.name == foreign.name
            }
            return isKnown
                ? "its schema has another text for \(name(foreign)) than this program gives it"
                : "its schema has \(name(foreign)), which this program never makes"
        }
        return expected.objects.subtracting(objects).min(by: byName)
            .map { "its schema lacks \(name($0))" }
    }
}

extension DatabaseSchema {
    private static let made = Mutex<[[Migration]: DatabaseSchema]>([:])

    /// The schema that these steps make, found by taking them in memory, once in a process.
    static func made(by steps: [Migration]) throws(StoreError) -> DatabaseSchema {
        if let known = made.withLock({ $0[steps] }) { return known }
        let schema = try made { connection throws(StoreError) in
            try MigrationFunctions.define(on: connection)
            for step in steps { try connection.execute(String(decoding: step.sql, as: UTF8.self)) }
        }
        made.withLock { $0[steps] = schema }
        return schema
    }

    /// The schema of an empty database on which the body has run.
    static func made(
        by body: (Connection) throws(StoreError) -> Void
    ) throws(StoreError) -> DatabaseSchema {
        let connection = try Connection(path: ":memory:", mode: .writer)
        defer { connection.close() }
        try connection.applyCommonSettings()
        try body(connection)
        return try DatabaseSchema(of: connection)
    }
}
