internal import CSQLite
internal import GossipMigrations

/// A log that has just been opened for writing: locked, checked, up to date, with a run begun.
struct LogHandle {
    let lock: FileLock?
    let connection: Connection
    let meta: MetaTable.Row
    let aggregates: Aggregates
    let lastArrival: UInt64
    let run: Int64
    let runToken: [UInt8]
    let insertion: MessageInsertion

    /// Opens a log as ``MessageLog/open(path:at:version:)`` says.
    ///
    /// Trials of faults give a separate disk, tests of migration the schema's steps.
    init(
        path: String,
        at wallMilliseconds: UInt64,
        version: String,
        keepsRunToken: Bool = false,
        disk: LogDisk = .system,
        migrations: [Migration] = Migrations.all
    ) throws(StoreError) {
        // Then the file holds everything, durably.
        let isWhole: Bool
        if disk.hasLocks {
            let paths = LogPath(path)
            try paths.requireUnambiguous()
            lock = try FileLock(of: paths)
            isWhole = FileMark.isAlone(paths.log)
            connection = try Connection(path: paths.log, mode: .writer)
        } else {
            lock = nil
            isWhole = false
            connection = try Connection(path: path, mode: .writer, vfs: disk.vfs)
        }
        let migrator = Migrator(connection: connection, steps: migrations, disk: disk)
        // Looked at before anything is written: the file may be somebody else's.
        let identity = try LogIdentity(of: connection, steps: migrations)
        if identity.version >= FileMark.firstVersion {
            try FileMark.requireMatch(of: connection, path: connection.path, vfs: disk.vfs)
        }
        try Self.requireWritable(connection)
        try connection.applyWriterSettings()
        try Self.requireWriteAheadLog(connection)
        try migrator.migrate(from: identity.version, at: wallMilliseconds)
        connection.isFileWhole = isWhole
        meta = try Self.loadMeta(connection, at: wallMilliseconds)
        aggregates = try AggregateTable(connection: connection).load()
        let newest = try connection.statement("SELECT max(arrival) FROM message")
            .firstRow { row in row.uint64(0) }
        lastArrival = max(newest ?? 0, meta.arrivalsSpent)
        insertion = try MessageInsertion(on: connection)
        runToken = (keepsRunToken ? meta.runToken : nil) ?? MetaTable.randomBytes()
        run = try Self.startRun(
            connection,
            token: runToken,
            version: version,
            messages: aggregates.count,
            arrival: lastArrival,
            at: wallMilliseconds
        )
    }

    /// SQLite opens a file that it may not write for reading, without a word.
    private static func requireWritable(_ connection: Connection) throws(StoreError) {
        guard sqlite3_db_readonly(connection.handle, "main") == 0 else {
            throw StoreError(
                .unwritable,
                "open the log",
                connection.path,
                reason: "it may not be written",
                hint: "Look at the rights of the file and its folder."
            )
        }
    }

    /// Some file systems cannot share memory between processes; there SQLite stays with its old journal,
    /// and readers would block the writer.
    private static func requireWriteAheadLog(_ connection: Connection) throws(StoreError) {
        let mode = try connection.statement("PRAGMA journal_mode").firstRow { row in row.text(0) }
        guard mode == "wal" else {
            throw StoreError(
                .unwritable,
                "open the log",
                connection.path,
                reason: "its file system cannot keep a write-ahead log",
                hint: "Put the log on a local disk."
            )
        }
    }

    private static func loadMeta(
        _ connection: Connection,
        at wallMilliseconds: UInt64
    ) throws(StoreError) -> MetaTable.Row {
        let table = MetaTable(connection: connection)
        if let row = try table.load() { return row }
        try connection.transaction { () throws(StoreError) in
            try table.create(at: wallMilliseconds)
        }
        guard let row = try table.load() else {
            throw connection.damaged("its first row is missing")
        }
        return row
    }

    private static func startRun(
        _ connection: Connection,
        token: [UInt8],
        version: String,
        messages: Int,
        arrival: UInt64,
        at wallMilliseconds: UInt64
    ) throws(StoreError) -> Int64 {
        try connection.transaction { () throws(StoreError) in
            try MetaTable(connection: connection).save(runToken: token)
            return try RunTable(connection: connection).start(
                version: version,
                messages: messages,
                arrival: arrival,
                at: wallMilliseconds
            )
        }
    }
}
