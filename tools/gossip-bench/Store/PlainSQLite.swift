import CSQLite
import GossipWire
import NodeProcesses

/// The yardstick of the store: the same bytes in a table with one index in time order, and nothing else.
///
/// It has the log's settings: synchronous FULL, a write-ahead log that is taken back every 4,096 pages.
final class PlainSQLite {
    private var database: OpaquePointer?
    private var insert: OpaquePointer?
    private var arrival: Int64 = 0

    init(path: String) throws {
        try check(sqlite3_open(path, &database), "open")
        try execute(
            """
            PRAGMA page_size = 4096;
            PRAGMA journal_mode = WAL;
            PRAGMA synchronous = FULL;
            PRAGMA wal_autocheckpoint = 4096;
            PRAGMA cache_size = -8000;
            CREATE TABLE message
            (arrival INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, encoded BLOB NOT NULL) STRICT;
            """
        )
        let sql = "INSERT INTO message (arrival, id, encoded) VALUES (?1, ?2, ?3)"
        try check(sqlite3_prepare_v2(database, sql, -1, &insert, nil), "prepare")
    }

    deinit {
        sqlite3_finalize(insert)
        sqlite3_close(database)
    }

    /// Stores a batch in one transaction.
    func append(_ batch: ArraySlice<Message>) throws {
        try execute("BEGIN IMMEDIATE")
        for message in batch {
            arrival += 1
            sqlite3_bind_int64(insert, 1, arrival)
            let id = message.id.bytes
            let result = id.withUnsafeBytes { id in
                message.encoded.withUnsafeBytes { encoded in
                    gossip_sqlite3_bind_blob_borrowed(
                        insert,
                        2,
                        id.baseAddress,
                        sqlite3_uint64(id.count)
                    )
                    gossip_sqlite3_bind_blob_borrowed(
                        insert,
                        3,
                        encoded.baseAddress,
                        sqlite3_uint64(encoded.count)
                    )
                    let result = sqlite3_step(insert)
                    sqlite3_reset(insert)
                    sqlite3_clear_bindings(insert)
                    return result
                }
            }
            guard result == SQLITE_DONE else { throw failure(result, "insert") }
        }
        try execute("COMMIT")
    }

    private func execute(_ sql: String) throws {
        try check(sqlite3_exec(database, sql, nil, nil, nil), "execute \(sql)")
    }

    private func check(_ result: Int32, _ what: String) throws {
        guard result == SQLITE_OK else { throw failure(result, what) }
    }

    private func failure(_ result: Int32, _ what: String) -> ToolFailure {
        ToolFailure("Plain SQLite cannot \(what): \(String(cString: sqlite3_errstr(result))).")
    }
}
