internal import CSQLite

/// A prepared statement and, while it is stepped, its current row.
///
/// Bind, then ``run()``, ``firstRow(_:)`` or ``forEachRow(_:)``; each leaves it reset, so that no
/// read transaction stays open behind it.
final class Statement {
    /// A statement that could not be bound says so when it is stepped.
    private var bindingResult = SQLITE_OK
    /// Work that it has cost since it was reset.
    private var spent: Int64 = 0
    private(set) var handle: OpaquePointer?
    private unowned let connection: Connection
    private let sql: String

    init(_ sql: String, on connection: Connection) throws(StoreError) {
        self.sql = sql
        self.connection = connection
        let result = sqlite3_prepare_v3(
            connection.handle,
            sql,
            -1,
            UInt32(SQLITE_PREPARE_PERSISTENT),
            &handle,
            nil
        )
        // The statements are the program's own and fit the schema it makes: one that does not fit
        // has met another schema.
        guard result != SQLITE_ERROR else {
            throw connection.damaged(
                "its tables are not those of its version: "
                    + String(cString: sqlite3_errmsg(connection.handle))
            )
        }
        guard result == SQLITE_OK, handle != nil else { throw connection.error(result, sql: sql) }
    }

    /// Frees it; only the connection that made it calls this, when it closes.
    func finalize() {
        sqlite3_finalize(handle)
        handle = nil
    }

    /// Steps to the next row; `false` behind the last.
    private func step() throws(StoreError) -> Bool {
        guard bindingResult == SQLITE_OK else {
            throw connection.error(bindingResult, sql: sql)
        }
        switch stepOnce() {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        case let result: throw error(result)
        }
    }

    /// Takes one step on this statement's account: others may run between its rows.
    private func stepOnce() -> Int32 {
        connection.budget.spent = spent
        defer { spent = connection.budget.spent }
        return sqlite3_step(handle)
    }

    /// The error of a step.
    ///
    /// The program's own statements fail only on values that it never stores.
    private func error(_ result: Int32) -> StoreError {
        result == SQLITE_ERROR
            ? connection.damaged(String(cString: sqlite3_errmsg(connection.handle)))
            : connection.error(result, sql: sql)
    }

    private func reset() {
        bindingResult = SQLITE_OK
        spent = 0
        // Repeats the error of the last step, which has been thrown already.
        sqlite3_reset(handle)
    }

    /// Runs it to its end, ignoring rows.
    func run() throws(StoreError) {
        defer { reset() }
        while try step() {}
    }

    /// Runs it to its end, ignoring rows, and gives the result code for ``check(_:)``: for where
    /// nothing may be thrown.
    func complete() -> Int32 {
        defer { reset() }
        guard bindingResult == SQLITE_OK else { return bindingResult }
        while true {
            let result = stepOnce()
            if result != SQLITE_ROW { return result }
        }
    }

    /// Throws unless ``complete()`` came to the end.
    func check(_ result: Int32) throws(StoreError) {
        guard result == SQLITE_DONE else { throw error(result) }
    }

    /// Calls the body with the first row, if there is one.
    func firstRow<Result>(
        _ body: (Statement) throws(StoreError) -> Result
    ) throws(StoreError) -> Result? {
        defer { reset() }
        guard try step() else { return nil }
        return try body(self)
    }

    /// Calls the body with each row until it returns `false`.
    func forEachRow(_ body: (Statement) throws(StoreError) -> Bool) throws(StoreError) {
        defer { reset() }
        while try step() {
            guard try body(self) else { return }
        }
    }

    /// Gives each row's value in a list.
    func rows<Result>(
        _ body: (Statement) throws(StoreError) -> Result
    ) throws(StoreError) -> [Result] {
        defer { reset() }
        var results: [Result] = []
        while try step() { results.append(try body(self)) }
        return results
    }

    /// Notes the result of a binding, for when the statement is stepped.
    func note(_ result: Int32) {
        if result != SQLITE_OK { bindingResult = result }
    }

    /// The error for a column that holds what this program never writes.
    func damaged(_ what: String) -> StoreError { connection.damaged(what) }
}
