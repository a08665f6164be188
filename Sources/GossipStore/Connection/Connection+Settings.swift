internal import CSQLite

extension Connection {
    /// The longest wait of a statement for another connection's lock, in milliseconds.
    ///
    /// Bounded, so that trouble shows instead of hanging; long enough for another reader's recovery
    /// of the file.
    static let busyMillisecondsMax: Int32 = 5_000

    /// The longest text or bytes in a row: several times the longest message there can be.
    private static let valueBytesMax: Int32 = 16 << 20

    /// Sets what holds for every connection before it reads anything: a file from elsewhere can neither
    /// call functions through its schema, nor have its internals rewritten, nor take memory or time
    /// without a bound.
    func distrustFile() throws(StoreError) {
        for (option, on) in [
            (SQLITE_DBCONFIG_DEFENSIVE, true), (SQLITE_DBCONFIG_TRUSTED_SCHEMA, false),
        ] {
            let result = gossip_sqlite3_set_switch(handle, option, on ? 1 : 0)
            guard result == SQLITE_OK else { throw error(result, sql: nil) }
        }
        sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, Self.valueBytesMax)
        budget.watch(handle)
    }

    /// Sets what holds for every connection.
    func applyCommonSettings() throws(StoreError) {
        sqlite3_busy_timeout(handle, Self.busyMillisecondsMax)
        if mode == .detached { try execute("PRAGMA locking_mode = EXCLUSIVE") }
        try execute("PRAGMA temp_store = MEMORY; PRAGMA mmap_size = 0; PRAGMA cell_size_check = ON")
    }

    /// Sets what holds for readers.
    ///
    /// A reader never checkpoints, not even when it closes last: all checkpoints are the writer's.
    func applyReaderSettings() throws(StoreError) {
        try applyCommonSettings()
        try disableCheckpointOnClose()
        try execute("PRAGMA cache_size = -2000")
    }

    /// Leaves the write-ahead log as it is when this connection closes last.
    func disableCheckpointOnClose() throws(StoreError) {
        let result = gossip_sqlite3_set_switch(handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1)
        guard result == SQLITE_OK else { throw error(result, sql: nil) }
    }

    /// Sets what holds for the writer.
    ///
    /// FULL syncs the write-ahead log in every commit: an acknowledged message survives a power cut.
    /// Automatic checkpoints are off because this connection decides when (see ``Checkpointer``). A new
    /// file keeps where its pages belong, so that ``MessageLog/shrink()`` can move them in small steps.
    func applyWriterSettings() throws(StoreError) {
        try applyCommonSettings()
        try execute(
            """
            PRAGMA page_size = 4096;
            PRAGMA auto_vacuum = INCREMENTAL;
            PRAGMA journal_mode = WAL;
            PRAGMA synchronous = FULL;
            PRAGMA wal_autocheckpoint = 0;
            PRAGMA cache_size = -8000;
            PRAGMA secure_delete = OFF;
            PRAGMA foreign_keys = OFF
            """
        )
    }

    /// A number that a pragma gives.
    func pragma(_ name: String) throws(StoreError) -> Int {
        try statement("PRAGMA \(name)").firstRow { row in Int(row.int64(0)) } ?? 0
    }
}
