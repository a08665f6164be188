internal import CSQLite

extension Statement {
    /// The number in the column, counted from 0; NULL reads as 0.
    func int64(_ column: Int32) -> Int64 { sqlite3_column_int64(handle, column) }

    /// The number in the column, a count: one that no log can hold was not written by this program, and
    /// reads as the nearest that can be reckoned with.
    func int(_ column: Int32) -> Int { Int(min(max(int64(column), 0), Self.countMax)) }

    /// Sums of a log's rows with this one fit any number.
    private static var countMax: Int64 { 1 << 40 }

    /// True when the column holds NULL.
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
