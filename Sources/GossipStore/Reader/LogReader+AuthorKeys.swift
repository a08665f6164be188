public import GossipWire

extension LogReader {
    /// The authors whose keys begin with these hexadecimal digits, ascending, at most so many.
    ///
    /// None when the text is something else.
    public func authorKeys(
        hexPrefix digits: String,
        limit: Int
    ) throws(StoreError) -> [AuthorKey] {
        let missing = 64 - digits.utf8.count
        guard missing >= 0, missing < 64,
            let low = Hexadecimal.decode(digits + String(repeating: "0", count: missing)),
            let high = Hexadecimal.decode(digits + String(repeating: "f", count: missing)),
            let lowest = AuthorKey(bytes: low), let greatest = AuthorKey(bytes: high)
        else { return [] }
        return try connection.statement(
            "SELECT key FROM author WHERE key BETWEEN ?1 AND ?2 ORDER BY key LIMIT ?3"
        )
        .bind(lowest, at: 1).bind(greatest, at: 2).bind(max(limit, 0), at: 3)
        .rows { row throws(StoreError) in try row.authorKey(0) }
    }
}
