public import GossipWire

extension MessageLog {
    /// The ids from one on, ascending, at most so many: read over the writing connection, before there is
    /// any other.
    public func ids(from first: MessageID, limit: Int) throws(StoreError) -> [MessageID] {
        try guarded { () throws(StoreError) in
            try connection.statement("SELECT id FROM message WHERE id >= ?1 ORDER BY id LIMIT ?2")
                .bind(first, at: 1).bind(max(limit, 0), at: 2)
                .rows { row throws(StoreError) in try row.messageID(0) }
        }
    }
}
