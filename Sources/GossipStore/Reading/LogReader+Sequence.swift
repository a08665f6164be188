public import GossipWire

extension LogReader {
    /// The ids of an author's messages with one sequence, ascending, at most so many.
    ///
    /// More than one are a fork: the author, or a clone of its key, signed different messages with
    /// the same number.
    public func ids(
        of author: AuthorKey,
        sequence: UInt64,
        limit: Int
    ) throws(StoreError) -> [MessageID] {
        try connection.statement(
            """
            SELECT id FROM message
            WHERE author = (SELECT number FROM author WHERE key = ?1) AND sequence = ?2
            ORDER BY id LIMIT ?3
            """
        )
        .bind(author, at: 1).bind(Int64(bitPattern: sequence), at: 2).bind(max(limit, 0), at: 3)
        .rows { row throws(StoreError) in try row.messageID(0) }
    }
}
