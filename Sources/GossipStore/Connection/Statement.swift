internal import CSQLite

/// A prepared statement and, while it is stepped, its current row.
///
/// Bind, then ``run()``, ``firstRow(_:)`` or ``forEachRow(_:)``; each leaves it reset, so that no
/// read transaction stays open behind it.
final class Statement {
    /// A statement that could not be bound says so when it is stepped.
    private var bindingResult = SQLITE_OK
    private var handle: OpaquePointer?
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
        guard result == SQLITE_OK, handle != nil else { throw connection.error(result, sql: sql) }
    }

    /// Frees it; only the connection that made it calls this, when it closes.
    func finalize() {
        sqlite3_finalize(handle)
        handle = nil
    }

    /// Steps to the next row; `false` when there is none any more.
    private func step() throws(StoreError) -> Bool {
        guard bindingResult == SQLITE_OK else {
            throw connection.error(bindingResult, sql: sql)
        }
        switch sqlite3_step(handle) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        case let result: throw connection.error(result, sql: sql)
        }
    }

    private func reset() {
        bindingResult = SQLITE_OK
        // Repeats the error of the last step, which has been thrown already.
        sqlite3_reset(handle)
    }

    /// Runs it to its end, ignoring rows.
    func run() throws(StoreError) {
        defer { reset() }
        while try step() {}
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

    /// The error for a column that holds what this program never writes.
    func damaged(_ what: String) -> StoreError { connection.damaged(what) }
}

// MARK: - Binding

extension Statement {
    private func note(_ result: Int32) {
        if result != SQLITE_OK { bindingResult = result }
    }

    /// Binds a number to the parameter, counted from 1.
    @discardableResult
    func bind(_ value: Int64, at index: Int32) -> Statement {
        note(sqlite3_bind_int64(handle, index, value))
        return self
    }

    /// Binds a number to the parameter, counted from 1.
    @discardableResult
    func bind(_ value: Int, at index: Int32) -> Statement { bind(Int64(value), at: index) }

    /// Binds a number or NULL.
    @discardableResult
    func bind(_ value: Int64?, at index: Int32) -> Statement {
        if let value { return bind(value, at: index) }
        note(sqlite3_bind_null(handle, index))
        return self
    }

    /// Binds text or NULL.
    @discardableResult
    func bind(_ text: String?, at index: Int32) -> Statement {
        guard var text else {
            note(sqlite3_bind_null(handle, index))
            return self
        }
        text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { characters in
                note(
                    gossip_sqlite3_bind_text_copied(
                        handle,
                        index,
                        characters.baseAddress,
                        UInt64(characters.count)
                    )
                )
            }
        }
        return self
    }

    /// Binds bytes as text, for UTF-8 that has been validated.
    @discardableResult
    func bindText(_ utf8: ArraySlice<UInt8>, at index: Int32) -> Statement {
        utf8.withUnsafeBufferPointer { bytes in
            bytes.withMemoryRebound(to: CChar.self) { characters in
                note(
                    gossip_sqlite3_bind_text_copied(
                        handle,
                        index,
                        characters.baseAddress,
                        UInt64(characters.count)
                    )
                )
            }
        }
        return self
    }

    /// Binds bytes or NULL.
    @discardableResult
    func bind(_ bytes: [UInt8]?, at index: Int32) -> Statement {
        guard let bytes else {
            note(sqlite3_bind_null(handle, index))
            return self
        }
        bytes.withUnsafeBytes { bind(raw: $0, at: index) }
        return self
    }

    /// Binds bytes, which are copied.
    func bind(raw bytes: UnsafeRawBufferPointer, at index: Int32) {
        note(
            gossip_sqlite3_bind_blob_copied(
                handle,
                index,
                bytes.baseAddress,
                UInt64(bytes.count)
            )
        )
    }
}

// MARK: - Columns

extension Statement {
    /// The number in the column, counted from 0; NULL reads as 0.
    func int64(_ column: Int32) -> Int64 { sqlite3_column_int64(handle, column) }

    /// The number in the column.
    func int(_ column: Int32) -> Int { Int(sqlite3_column_int64(handle, column)) }

    /// Whether the column holds NULL.
    func isNull(_ column: Int32) -> Bool { sqlite3_column_type(handle, column) == SQLITE_NULL }

    /// The number in the column, or `nil` for NULL.
    func optionalInt64(_ column: Int32) -> Int64? { isNull(column) ? nil : int64(column) }

    /// The text in the column, or `nil` for NULL.
    func text(_ column: Int32) -> String? {
        guard !isNull(column) else { return nil }
        return withBytes(column) { String(decoding: $0, as: UTF8.self) }
    }

    /// The bytes in the column; NULL reads as none.
    func bytes(_ column: Int32) -> [UInt8] { withBytes(column) { Array($0) } }

    /// Lends the bytes in the column, valid inside the body only.
    func withBytes<Result>(_ column: Int32, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        let start = sqlite3_column_blob(handle, column)
        let count = Int(sqlite3_column_bytes(handle, column))
        return body(UnsafeRawBufferPointer(start: count == 0 ? nil : start, count: count))
    }
}
