internal import CSQLite
internal import GossipWire
internal import GossipMigrations

/// A log that has just been opened for writing: locked, checked, up to date, with a run begun.
struct LogHandle {
    let lock: FileLock?
    let reserve: LogReserve?
    let connection: Connection
    let meta: MetaTable.Row
    let aggregates: Aggregates
    let refused: RefusedMessages
    let cuts: [LogCut]
    let terms: AuthorTerms
    let lastArrival: UInt64
    let run: Int64
    let runToken: [UInt8]
    let insertion: MessageInsertion

    /// Opens a log as ``MessageLog/open(path:at:version:keepsRunToken:allowsReadOnly:)`` says.
    static func open(
        path: String,
        at wallMilliseconds: UInt64,
        version: String,
        keepsRunToken: Bool,
        allowsReadOnly: Bool
    ) throws(StoreError) -> LogHandle {
        let paths = LogPath(path)
        try paths.requireUnambiguous()
        let reserve = LogReserve(of: paths)
        let lock = try lock(paths, reserve)
        reserve.makeRoom(LogReserve.startBytes)
        while true {
            // Then the file holds everything, durably.
            let isFileWhole = FileMark.isAlone(paths.log)
            LogFile.makeOwn(paths.log)
            do throws(StoreError) {
                return try LogHandle(
                    Connection(path: paths.log, mode: .writer),
                    isFileWhole: isFileWhole,
                    lock: lock,
                    reserve: reserve,
                    at: wallMilliseconds,
                    version: version,
                    keepsRunToken: keepsRunToken
                )
            } catch {
                guard error.isWantOfSpace(at: paths) else { throw error }
                if reserve.giveUp() { continue }
                guard allowsReadOnly, LogFile.size(paths.log) ?? 0 > 0 else {
                    throw error.code == .full ? error : .outOfFiles(paths.log)
                }
                return try LogHandle(readingOnly: paths, lock: lock)
            }
        }
    }

    /// Prepares a log for writing.
    ///
    /// Trials of faults give a separate disk, tests of migration the schema's steps.
    init(
        _ connection: Connection,
        isFileWhole: Bool = false,
        lock: FileLock? = nil,
        reserve: LogReserve? = nil,
        at wallMilliseconds: UInt64,
        version: String,
        keepsRunToken: Bool = false,
        disk: LogDisk = .system,
        migrations: [Migration] = Migrations.all
    ) throws(StoreError) {
        self.lock = lock
        self.reserve = reserve
        self.connection = connection
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
        connection.isFileWhole = isFileWhole
        meta = try Self.loadMeta(connection, at: wallMilliseconds)
        aggregates = try AggregateTable(connection: connection).load()
        lastArrival = try Self.lastArrival(connection, meta)
        refused = try RefusedTable(connection: connection).load()
        cuts = try CutTable(connection: connection).all()
        terms = try AuthorTerms(connection)
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

    /// Prepares a log for reading in place of writing: no run begins, and nothing beside the log is made.
    private init(readingOnly paths: LogPath, lock: FileLock) throws(StoreError) {
        self.lock = lock
        reserve = nil
        connection = try Connection(path: paths.log, mode: paths.unchangingMode)
        try connection.applyReaderSettings()
        if connection.mode == .detached {
            try FileMark.requireMatch(of: connection, path: paths.log, vfs: nil)
        }
        let migrator = Migrator(connection: connection, steps: Migrations.all)
        let identity = try LogIdentity(of: connection, steps: migrator.steps)
        guard identity.version == migrator.newest,
            let meta = try MetaTable(connection: connection).load()
        else { throw .noRoom(toOpen: paths.log) }
        self.meta = meta
        aggregates = try AggregateTable(connection: connection).load()
        lastArrival = try Self.lastArrival(connection, meta)
        refused = try RefusedTable(connection: connection).load()
        cuts = try CutTable(connection: connection).all()
        terms = try AuthorTerms(connection)
        insertion = try MessageInsertion(on: connection)
        runToken = meta.runToken ?? MetaTable.randomBytes()
        run = 0
        connection.refusal = .noRoom(toOpen: paths.log)
        lock.declareReadOnly()
    }

    private static func lastArrival(
        _ connection: Connection,
        _ meta: MetaTable.Row
    ) throws(StoreError) -> UInt64 {
        let newest = try connection.statement("SELECT max(arrival) FROM message")
            .firstRow { row in row.uint64(0) }
        return max(newest ?? 0, meta.arrivalsSpent)
    }

    /// Takes the lock, and gives the reserve up for it when its file has no room.
    private static func lock(
        _ paths: LogPath,
        _ reserve: LogReserve
    ) throws(StoreError) -> FileLock {
        do {
            return try FileLock(of: paths)
        } catch {
            guard error.code == .full, reserve.giveUp() else { throw error }
            return try FileLock(of: paths)
        }
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

extension StoreError {
    /// True for an error that more room on the volume would have prevented.
    fileprivate func isWantOfSpace(at paths: LogPath) -> Bool {
        code == .full || code == .unreadable && Volume(of: paths.log)?.isOutOfFiles == true
    }

    /// The error for a volume that takes no further file.
    fileprivate static func outOfFiles(_ path: String) -> StoreError {
        StoreError(
            .full,
            "open the log",
            path,
            reason: "its disk takes no further file: all of its inodes are used",
            hint: "Remove some files there, then start again."
        )
    }

    /// The error for a log that could only be read.
    fileprivate static func noRoom(toOpen path: String) -> StoreError {
        let bytes = LogReserve.startBytes + LogReserve.marginBytes
        return StoreError(
            .full,
            "open the log for writing",
            path,
            reason: "no space is left on the disk, and \(LogPath(path).reserve) has none to give",
            hint: "It is only read until then: free \(bytes >> 10) KiB, and start again."
        )
    }
}
