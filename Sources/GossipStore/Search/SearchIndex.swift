internal import CSQLite
internal import GossipWire

/// The full-text index of a log: a separate file beside it, `FILE.search`.
///
/// Nothing of it is written when a message is stored: an index in the log would cost each insert several
/// times what it costs now. It is filled afterwards from the order of arrival, by whoever calls
/// ``fill(from:countMax:)``, and says how far it has come. It can be made again at any time.
public final class SearchIndex {
    /// Tells the file from other SQLite files: "gosx".
    private static let applicationID = 0x676F_7378
    private static let format = 1

    private let connection: Connection
    private let table: SearchTable

    /// The path of the index of a log.
    public static func path(ofLog path: String) -> String { LogPath(path).searchIndex }

    /// Opens the index of a log for filling, made anew when there is none, or when it is of the log before
    /// it was restored.
    ///
    /// - Throws: ``StoreError``, with `unwritable` when the folder may not be written, `notALog` when the
    ///   file is something else.
    public init(of reader: LogReader) throws(StoreError) {
        let path = Self.path(ofLog: reader.path)
        let isNew = LogFile.size(path) ?? 0 == 0
        LogFile.makeOwn(path)
        connection = try Connection(path: path, mode: .writer)
        table = SearchTable(connection: connection)
        try connection.applyCommonSettings()
        if !isNew { try Self.requireOwn(connection) }
        // What is lost with the power is filled again.
        try connection.execute("PRAGMA synchronous = NORMAL; PRAGMA cache_size = -16000")
        let incarnation = try reader.logDescription().incarnation
        try connection.transaction { () throws(StoreError) in
            try prepare(incarnation)
        }
    }

    /// Opens the index of a log for searching; `nil` when there is none, or only one of the log before it
    /// was restored.
    public init?(searching reader: LogReader) throws(StoreError) {
        let path = Self.path(ofLog: reader.path)
        guard LogFile.size(path) ?? 0 > 0 else { return nil }
        connection = try Connection(path: path, mode: .reader)
        table = SearchTable(connection: connection)
        try connection.applyReaderSettings()
        try Self.requireOwn(connection)
        let incarnation = try connection.statement("SELECT incarnation FROM progress")
            .firstRow { row in LogIncarnation(bytes: row.bytes(0)) }
        guard incarnation == (try reader.logDescription().incarnation) else { return nil }
    }

    private static func requireOwn(_ connection: Connection) throws(StoreError) {
        guard try connection.pragma("application_id") == applicationID,
            try connection.pragma("user_version") == format
        else {
            throw foreign("it is no search index that this program makes", connection)
        }
        // The file is foreign as a log may be: nothing of it runs that this program has not written.
        let expected = try DatabaseSchema.made { memory throws(StoreError) in
            try makeTables(memory)
            try SearchTable(connection: memory).create()
        }
        do throws(StoreError) {
            try DatabaseSchema(of: connection).require(expected, of: connection)
        } catch {
            throw foreign(error.reason, connection)
        }
    }

    private static func foreign(_ reason: String, _ connection: Connection) -> StoreError {
        StoreError(
            .notALog,
            "open the search index",
            connection.path,
            reason: reason,
            hint: "Move it elsewhere, then make the index again."
        )
    }

    private static func makeTables(_ connection: Connection) throws(StoreError) {
        try connection.execute(
            """
            CREATE TABLE IF NOT EXISTS progress (
                one INTEGER PRIMARY KEY CHECK (one = 1),
                incarnation BLOB NOT NULL,
                arrival INTEGER NOT NULL
            ) STRICT;
            CREATE TABLE IF NOT EXISTS taken (
                one INTEGER PRIMARY KEY CHECK (one = 1),
                count INTEGER NOT NULL
            ) STRICT
            """
        )
    }

    private func prepare(_ incarnation: LogIncarnation) throws(StoreError) {
        try connection.execute(
            """
            PRAGMA application_id = \(Self.applicationID);
            PRAGMA user_version = \(Self.format)
            """
        )
        try Self.makeTables(connection)
        let known = try connection.statement("SELECT incarnation FROM progress")
            .firstRow { row in LogIncarnation(bytes: row.bytes(0)) }
        if known == incarnation { try table.create() } else { try clear(for: incarnation) }
    }

    /// Makes it the empty index of a log.
    private func clear(for incarnation: LogIncarnation) throws(StoreError) {
        try connection.execute(
            "DROP TABLE IF EXISTS body; DELETE FROM progress; REPLACE INTO taken VALUES (1, 0)"
        )
        try table.create()
        try connection.statement("INSERT INTO progress VALUES (1, ?, 0)").bind(incarnation, at: 1)
            .run()
    }

    /// Begins anew when more than half of what the index holds has been pruned from the log.
    ///
    /// Words of single messages cannot be taken out of a contentless index. What is left is taken in
    /// again by ``fill(from:countMax:)``; as at least as many messages have gone since it was made last,
    /// that is less than one more time for each message of the log.
    ///
    /// - Returns: Whether it begins anew.
    public func dropPruned(from reader: LogReader) throws(StoreError) -> Bool {
        try connection.transaction { () throws(StoreError) in
            let taken =
                try connection.statement("SELECT count FROM taken").firstRow { row in row.int(0) }
                ?? 0
            let left = try reader.count(throughArrival: try lastArrival())
            guard taken > 2 * left else { return false }
            try clear(for: try reader.logDescription().incarnation)
            return true
        }
    }

    /// Every message up to this arrival number is in the index.
    public func lastArrival() throws(StoreError) -> UInt64 {
        try connection.statement("SELECT arrival FROM progress").firstRow { row in row.uint64(0) }
            ?? 0
    }

    /// Takes in the next messages of the log in one transaction, at most so many.
    ///
    /// - Returns: How many were taken in; 0 when the index is up to date.
    @discardableResult
    public func fill(from reader: LogReader, countMax: Int) throws -> Int {
        // Several may fill at once: who has the transaction knows how far the index is.
        try connection.statement("BEGIN IMMEDIATE").run()
        do {
            var query = LogQuery()
            query.order = .arrival
            query.afterArrival = try lastArrival()
            query.limit = countMax
            var count = 0
            var last: UInt64 = 0
            try reader.forEach(query) { record in
                try table.add(record)
                last = record.arrival
                count += 1
                return true
            }
            if count > 0 {
                try connection.statement("UPDATE progress SET arrival = ?").bind(last, at: 1).run()
                try connection.statement("UPDATE taken SET count = count + ?").bind(count, at: 1)
                    .run()
            }
            try connection.statement("COMMIT").run()
            return count
        } catch {
            try? connection.execute("ROLLBACK")
            throw error
        }
    }

    /// The error for a content that this program never writes.
    func damaged(_ reason: String) -> StoreError { Self.foreign(reason, connection) }

    /// The next arrival numbers of messages with these words, beyond one, in order, at most so many.
    func arrivals(
        with words: SearchWords,
        beyond arrival: UInt64,
        descending: Bool,
        limit: Int
    ) throws(StoreError) -> [UInt64] {
        try table.arrivals(with: words, beyond: arrival, descending: descending, limit: limit)
    }
}
