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
        try connection.reading { () throws(StoreError) in
            guard let state = try AuthorTable(connection: connection).stored(author) else {
                return []
            }
            let block =
                state.headBlock.holds(sequence)
                ? state.headBlock
                : try SequenceTable(connection: connection)
                    .block(holding: sequence, ofAuthor: state.number)
            guard let first = block?.arrival(of: sequence) else { return [] }
            let ids = try connection.statement(
                """
                SELECT id FROM message WHERE arrival = ?1
                UNION ALL SELECT second_id FROM fork WHERE author = ?2 AND sequence = ?3
                ORDER BY 1 LIMIT ?4
                """
            )
            return try ids.bind(first, at: 1).bind(state.number, at: 2)
                .bind(Int64(bitPattern: sequence), at: 3).bind(max(limit, 0), at: 4)
                .rows { row throws(StoreError) in try row.messageID(0) }
        }
    }
}
