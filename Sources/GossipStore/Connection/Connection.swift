internal import CSQLite

/// One connection to a log, with the statements prepared on it.
///
/// Opened without SQLite's own mutex: whoever owns it uses it from one thread at a time.
final class Connection {
    /// The rights of a connection.
    enum Mode {
        /// Read and write, making the file when there is none.
        case writer
        /// Read only, next to a writer or without one.
        case reader
        /// Read a file that nobody changes meanwhile and that is the whole log, with no file beside it.
        case immutable
        /// Read a file and its write-ahead log that nobody changes meanwhile, with an index of it in
        /// memory.
        case detached
    }

    let path: String
    let mode: Mode
    let handle: OpaquePointer
    /// The work that the statement under way may still cost.
    let budget: WorkBudget
    /// True while the file holds everything durably, without its write-ahead log: the next commit draws a
    /// mark (see ``FileMark``).
    var isFileWhole = false
    /// The reason for which nothing may be written; `nil` where something may.
    var refusal: StoreError?
    private var statements: [String: Statement] = [:]
    private var isClosed = false

    /// Opens the file; touches neither its content nor its lock yet.
    ///
    /// From the first read on, nothing that the file brings along can run or go on for ever.
    init(path: String, mode: Mode, vfs: String? = nil) throws(StoreError) {
        if mode == .writer, vfs == nil {
            try RollbackJournal.requireHarmless(of: path, action: mode.action)
        }
        var opened: OpaquePointer?
        let name = mode == .immutable ? Self.immutableURI(path) : path
        // No locks: SQLite would keep the index of the write-ahead log where others can see it.
        let result = sqlite3_open_v2(
            name,
            &opened,
            mode.flags,
            mode == .detached ? "unix-none" : vfs
        )
        guard let opened else {
            throw .sqlite(
                result,
                message: "out of memory",
                action: "open the log",
                path: path,
                sql: nil
            )
        }
        guard result == SQLITE_OK else {
            let code = sqlite3_extended_errcode(opened)
            let message = String(cString: sqlite3_errmsg(opened))
            let systemError = sqlite3_system_errno(opened)
            sqlite3_close_v2(opened)
            throw .sqlite(
                code,
                message: message,
                action: "open the log",
                path: path,
                sql: nil,
                systemError: systemError
            )
        }
        self.path = path
        self.mode = mode
        self.handle = opened
        budget = WorkBudget(path: path)
        sqlite3_extended_result_codes(opened, 1)
        try distrustFile()
    }

    deinit {
        close()
    }

    /// The statement of that text, prepared once and kept.
    func statement(_ sql: String) throws(StoreError) -> Statement {
        if let known = statements[sql] { return known }
        guard !isClosed else {
            throw StoreError(.misuse, mode.action, path, reason: "it has been closed")
        }
        // The first one reads the schema.
        budget.spent = 0
        let made = try Statement(sql, on: self)
        statements[sql] = made
        return made
    }

    /// Runs statements that give no rows, one after the other.
    func execute(_ sql: String) throws(StoreError) {
        guard !isClosed else {
            throw StoreError(.misuse, mode.action, path, reason: "it has been closed")
        }
        budget.spent = 0
        let result = sqlite3_exec(handle, sql, nil, nil, nil)
        guard result == SQLITE_OK else { throw error(result, sql: sql) }
    }

    /// True when a transaction is open.
    var inTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

    /// Rows that the last INSERT, UPDATE or DELETE changed.
    var changes: Int { Int(sqlite3_changes64(handle)) }

    /// The error for a result code that a call on this connection just gave.
    func error(_ result: Int32, sql: String?, action: String? = nil) -> StoreError {
        .sqlite(
            result,
            message: String(cString: sqlite3_errmsg(handle)),
            action: action ?? mode.action,
            path: path,
            sql: sql,
            systemError: sqlite3_system_errno(handle)
        )
    }

    /// The error for a row that cannot be.
    func damaged(_ what: String) -> StoreError {
        .damaged(what, action: mode.action, path: path)
    }

    /// Lets go of the file.
    ///
    /// Calling it again does nothing.
    func close() {
        guard !isClosed else { return }
        isClosed = true
        for statement in statements.values { statement.finalize() }
        statements.removeAll()
        sqlite3_close_v2(handle)
    }
}

extension Connection.Mode {
    var flags: Int32 {
        switch self {
        // Paths have their links followed by now (LogPath): one that is there since is not.
        case .writer:
            SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_NOFOLLOW
        case .reader: SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX
        case .immutable: SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI
        case .detached: SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX
        }
    }

    /// The action of the connection, in the words of an error.
    var action: String { self == .writer ? "write to the log" : "read the log" }
}

extension Connection {
    /// The URI by which SQLite takes the file for unchanging while it is read.
    static func immutableURI(_ path: String) -> String {
        var uri = "file:"
        for byte in path.utf8 {
            switch byte {
            case UInt8(ascii: "%"): uri += "%25"
            case UInt8(ascii: "?"): uri += "%3f"
            case UInt8(ascii: "#"): uri += "%23"
            case 0x80...: uri += "%" + String(byte, radix: 16)
            default: uri.unicodeScalars.append(Unicode.Scalar(byte))
            }
        }
        return uri + "?immutable=1"
    }
}
