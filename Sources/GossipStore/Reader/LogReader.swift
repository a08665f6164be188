internal import GossipMigrations

/// A read-only view of a log, whether a node runs on it or not.
///
/// Belongs to one thread at a time; open one for each. Every call takes a short transaction, so
/// that the write-ahead log of a running node can be taken back between them. It never writes,
/// checkpoints or locks, but SQLite needs to make `FILE-wal` and `FILE-shm` when no node runs. In a
/// folder that may not be written and on a full volume, a log that nobody changes is read without them.
public final class LogReader {
    /// The file, as it was named.
    public let path: String
    let connection: Connection

    private init(path: String, connection: Connection) {
        self.path = path
        self.connection = connection
    }

    /// Opens a log for reading.
    ///
    /// - Throws: ``StoreError`` with `missing`, `unreadable`, `notALog`, `olderVersion`, `newerVersion`
    ///   and others.
    public static func open(path: String) throws(StoreError) -> LogReader {
        let paths = LogPath(path)
        try paths.requireUnambiguous()
        try LogFile.requireReadable(path)
        let connection: Connection
        do {
            connection = try open(paths.log, mode: .reader)
        } catch  where [.unreadable, .unwritable, .full].contains(error.code) {
            guard isUnchanging(paths) else { throw error }
            connection = try open(paths.log, mode: paths.unchangingMode)
        }
        return LogReader(path: path, connection: connection)
    }

    /// Opens a log on a disk of a trial.
    package static func open(path: String, on disk: LogDisk) throws(StoreError) -> LogReader {
        LogReader(path: path, connection: try open(path, mode: .reader, vfs: disk.vfs))
    }

    /// Opens and checks the header, which is the first read of the file.
    private static func open(
        _ path: String,
        mode: Connection.Mode,
        vfs: String? = nil
    ) throws(StoreError) -> Connection {
        let connection = try Connection(path: path, mode: mode, vfs: vfs)
        try connection.applyReaderSettings()
        let migrator = Migrator(connection: connection, steps: Migrations.all)
        let identity = try LogIdentity(of: connection, steps: migrator.steps)
        guard identity.version > 0 else {
            if FileLock.isHeld(of: LogPath(path)) {
                throw StoreError(
                    .busy,
                    "open the log",
                    path,
                    reason: "its node is just making it",
                    hint: "Try again in a moment."
                )
            }
            throw StoreError(
                .notALog,
                "open the log",
                path,
                reason: "it is empty",
                hint: "A node makes it: start one with --db \(path)."
            )
        }
        guard identity.version == migrator.newest else {
            throw StoreError(
                .olderVersion,
                "open the log",
                path,
                reason: "its schema has version \(identity.version), this program reads "
                    + "\(migrator.newest)",
                hint: "Start the node on it once: it brings the log up to date."
            )
        }
        try migrator.checkHistory(upTo: identity.version)
        if mode != .immutable {
            try FileMark.requireMatch(of: connection, path: path, vfs: vfs)
        }
        return connection
    }

    /// True when nobody changes the log now.
    static func isUnchanging(_ paths: LogPath) -> Bool {
        !FileLock.isHeld(of: paths) || FileLock.isReadOnly(of: paths)
    }

    /// Lets go of the file; the reader must not be used after it.
    public func close() {
        connection.close()
    }

    /// A number that changes when the writer has committed: a cheap question for whoever follows.
    public func dataVersion() throws(StoreError) -> Int { try connection.pragma("data_version") }

    /// The last arrival number; 0 in an empty log.
    public func lastArrival() throws(StoreError) -> UInt64 {
        try connection.statement("SELECT max(arrival) FROM message")
            .firstRow { row in row.uint64(0) } ?? 0
    }

    /// The number of messages in the log, from the aggregates: no message is counted.
    public func count() throws(StoreError) -> Int {
        let counts = try connection.statement(
            "SELECT total(count), min(count), max(count) FROM aggregate"
        ).firstRow { row in (row.int(0), row.int64(1), row.int64(2)) }
        guard let (total, least, most) = counts else { return 0 }
        guard least >= Bucket.countsStored.lowerBound, most <= Bucket.countsStored.upperBound
        else { throw connection.damaged("an aggregate is damaged") }
        return total
    }

    /// The log as it is now, for reconciliation and comparison.
    public func snapshot() throws(StoreError) -> LogSnapshot {
        try connection.reading { () throws(StoreError) in
            let aggregates = try AggregateTable(connection: connection).load()
            return LogSnapshot(aggregates: aggregates, lastArrival: try lastArrival())
        }
    }

    /// The items of a snapshot of this log, taken here or by the ``MessageLog``.
    public func reconciliation(_ snapshot: LogSnapshot) -> StoredItems {
        StoredItems(snapshot, connection: connection)
    }
}
