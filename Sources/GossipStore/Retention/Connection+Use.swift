extension Connection {
    /// The number of bytes in use in the file; bytes that pruning frees are used again, not given
    /// back.
    func usedBytes() throws(StoreError) -> UInt64 {
        let pages = try pragma("page_count") - pragma("freelist_count")
        return UInt64(clamping: pages) * UInt64(clamping: try pragma("page_size"))
    }
}

extension MessageLog {
    /// The number of bytes in use in the file; bytes that pruning frees are used again, not given
    /// back.
    public func usedBytes() throws(StoreError) -> UInt64 {
        try guarded { () throws(StoreError) in try connection.usedBytes() }
    }
}

extension LogReader {
    /// The number of bytes in use in the file; bytes that pruning frees are used again, not given
    /// back.
    public func usedBytes() throws(StoreError) -> UInt64 { try connection.usedBytes() }
}

extension LogReader {
    /// Bytes in the file that hold nothing.
    public func freeBytes() throws(StoreError) -> Int {
        try connection.pragma("freelist_count") * connection.pragma("page_size")
    }
}
