internal import GossipWire

/// The messages of an author above a sequence, found by the index of its sequences.
struct CutMessages {
    let connection: Connection

    /// Calls the body with each sequence above one, the highest first, and the arrival number of its first
    /// message, until it returns `false`.
    func forEachSequence(
        of author: AuthorState,
        above sequence: UInt64,
        _ body: (_ sequence: UInt64, _ arrival: UInt64) throws(StoreError) -> Bool
    ) throws(StoreError) {
        let table = SequenceTable(connection: connection)
        var block: SequenceBlock? = author.headBlock
        while let current = block {
            for entry in current.entries.reversed() {
                guard entry.sequence > sequence, try body(entry.sequence, entry.arrival) else {
                    return
                }
            }
            guard current.firstSequence > sequence else { return }
            block = try table.block(before: current.number, ofAuthor: author.number)
        }
    }

    /// The number of messages of an author above a sequence.
    func count(of author: AuthorKey, above sequence: UInt64) throws(StoreError) -> Int {
        guard let state = try AuthorTable(connection: connection).stored(author) else { return 0 }
        guard sequence > 0 else { return state.messages }
        var count = 0
        try forEachSequence(of: state, above: sequence) { _, _ in
            count += 1
            return true
        }
        let forks = try connection.statement("SELECT sequence FROM fork WHERE author = ?")
            .bind(state.number, at: 1).rows { row in UInt64(bitPattern: row.int64(0)) }
        return count + forks.count { $0 > sequence }
    }

    /// Calls the body with the id of each message of an author above a sequence, the highest first, until
    /// it returns `false`.
    func forEachID(
        of author: AuthorKey,
        above sequence: UInt64,
        throughArrival last: UInt64,
        _ body: (MessageID) throws(StoreError) -> Bool
    ) throws(StoreError) {
        guard let state = try AuthorTable(connection: connection).stored(author),
            state.head.sequence > sequence
        else { return }
        let first = try connection.statement("SELECT id FROM message WHERE arrival = ?")
        try forEachSequence(of: state, above: sequence) { sequence, arrival throws(StoreError) in
            var ids: [MessageID] = []
            if arrival <= last {
                ids += try first.bind(arrival, at: 1).rows { row throws(StoreError) in
                    try row.messageID(0)
                }
            }
            if state.forked > 0 { ids += try forks(of: state, sequence, throughArrival: last) }
            for id in ids { guard try body(id) else { return false } }
            return true
        }
    }

    private func forks(
        of author: AuthorState,
        _ sequence: UInt64,
        throughArrival last: UInt64
    ) throws(StoreError) -> [MessageID] {
        try connection.statement(
            """
            SELECT second_id FROM fork JOIN message ON message.id = second_id
            WHERE fork.author = ?1 AND fork.sequence = ?2 AND message.arrival <= ?3
            """
        )
        .bind(author.number, at: 1).bind(Int64(bitPattern: sequence), at: 2).bind(last, at: 3)
        .rows { row throws(StoreError) in try row.messageID(0) }
    }

    /// The messages of one sequence as they are removed: the later sides of a fork before the first.
    func prunable(
        _ sequence: UInt64,
        of author: AuthorState,
        arrival: UInt64
    ) throws(StoreError) -> [PrunableMessage] {
        var messages: [PrunableMessage] = []
        if author.forked > 0 {
            messages = try connection.statement(
                """
                SELECT \(PrunableMessage.columns) FROM fork
                JOIN message ON message.id = second_id
                WHERE fork.author = ?1 AND fork.sequence = ?2
                """
            )
            .bind(author.number, at: 1).bind(Int64(bitPattern: sequence), at: 2)
            .rows { row throws(StoreError) in try PrunableMessage(row) }
        }
        return try messages
            + connection.statement(
                "SELECT \(PrunableMessage.columns) FROM message WHERE arrival = ?"
            )
            .bind(arrival, at: 1).rows { row throws(StoreError) in try PrunableMessage(row) }
    }
}
