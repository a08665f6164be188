extension Connection {
    /// How many bytes of the file are in use; what pruning frees is used again, not given back.
    func usedBytes() throws(StoreError) -> UInt64 {
        let pages = try pragma("page_count") - pragma("freelist_count")
        return UInt64(clamping: pages) * UInt64(clamping: try pragma("page_size"))
    }
}

extension MessageLog {
    /// How many bytes of the file are in use; what pruning frees is used again, not given back.
    public func usedBytes() throws(StoreError) -> UInt64 {
        try guarded { () throws(StoreError) in try connection.usedBytes() }
    }
}

extension LogReader {
    /// How many bytes of the file are in use; what pruning frees is used again, not given back.
    public func usedBytes() throws(StoreError) -> UInt64 { try connection.usedBytes() }
}
