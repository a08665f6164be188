internal import GossipWire

/// Columns by the names that a statement's reader gives them, an `enum Column: Int32` in the order of
/// its `SELECT`, in place of bare positions.
extension Statement {
    /// The number in the column; NULL reads as 0.
    func int64(_ column: some RawRepresentable<Int32>) -> Int64 { int64(column.rawValue) }

    /// The number in the column.
    func int(_ column: some RawRepresentable<Int32>) -> Int { int(column.rawValue) }

    /// True when the column holds NULL.
    func isNull(_ column: some RawRepresentable<Int32>) -> Bool { isNull(column.rawValue) }

    /// The number in the column, which holds none below 0.
    func uint64(_ column: some RawRepresentable<Int32>) -> UInt64 { uint64(column.rawValue) }

    /// The number in the column, or `nil` for NULL.
    func optionalUInt64(_ column: some RawRepresentable<Int32>) -> UInt64? {
        optionalUInt64(column.rawValue)
    }

    /// The number in the column, or `nil` for NULL.
    func optionalInt64(_ column: some RawRepresentable<Int32>) -> Int64? {
        optionalInt64(column.rawValue)
    }

    /// The text in the column, or `nil` for NULL.
    func text(_ column: some RawRepresentable<Int32>) -> String? { text(column.rawValue) }

    /// The bytes in the column; NULL reads as none.
    func bytes(_ column: some RawRepresentable<Int32>) -> [UInt8] { bytes(column.rawValue) }

    /// Lends the bytes in the column, valid inside the body only.
    func withBytes<Result>(
        _ column: some RawRepresentable<Int32>,
        _ body: (UnsafeRawBufferPointer) -> Result
    ) -> Result {
        withBytes(column.rawValue, body)
    }

    /// The id in the column.
    func messageID(_ column: some RawRepresentable<Int32>) throws(StoreError) -> MessageID {
        try messageID(column.rawValue)
    }

    /// The key in the column.
    func authorKey(_ column: some RawRepresentable<Int32>) throws(StoreError) -> AuthorKey {
        try authorKey(column.rawValue)
    }
}
