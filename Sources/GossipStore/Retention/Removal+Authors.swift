internal import GossipWire

extension Removal {
    /// Forgets the forks that a message is the later side of; of those that it is the first of, the next
    /// one becomes the first.
    func removeForks(
        of message: PrunableMessage,
        from removed: inout AuthorRemoval
    ) throws(StoreError) {
        let sequence = Int64(bitPattern: message.sequence)
        try connection.statement(
            "DELETE FROM fork WHERE author = ?1 AND sequence = ?2 AND second_id = ?3"
        )
        .bind(message.author, at: 1).bind(sequence, at: 2).bind(message.id, at: 3).run()
        if connection.changes > 0 {
            removed.forked += 1
            return
        }
        let replacement = try connection.statement(
            """
            SELECT message.id, message.arrival FROM fork JOIN message ON message.id = second_id
            WHERE fork.author = ?1 AND sequence = ?2 AND first_id = ?3
            ORDER BY message.arrival LIMIT 1
            """
        )
        .bind(message.author, at: 1).bind(sequence, at: 2).bind(message.id, at: 3)
        .firstRow { row throws(StoreError) in
            Replacement(id: try row.messageID(0), arrival: row.uint64(1))
        }
        guard let replacement else {
            // It stood in for one that went before it; now nobody does.
            removed.replacements[message.sequence] = nil
            return
        }
        removed.forked += 1
        removed.replacements[message.sequence] = replacement
        try connection.statement(
            "DELETE FROM fork WHERE author = ?1 AND sequence = ?2 AND second_id = ?3"
        )
        .bind(message.author, at: 1).bind(sequence, at: 2).bind(replacement.id, at: 3).run()
        try connection.statement(
            "UPDATE fork SET first_id = ?4 WHERE author = ?1 AND sequence = ?2 AND first_id = ?3"
        )
        .bind(message.author, at: 1).bind(sequence, at: 2).bind(message.id, at: 3)
        .bind(replacement.id, at: 4).run()
    }

    /// Writes what an author has less.
    func save(_ removed: AuthorRemoval, ofAuthor author: Int64) throws(StoreError) {
        let row = try connection.statement(
            """
            SELECT head_sequence, head_id, head_block, pruned_sequence, ended FROM author
            WHERE number = ?
            """
        ).bind(author, at: 1).firstRow { row throws(StoreError) in
            let sequence = UInt64(bitPattern: row.int64(0))
            return (
                head: AuthorHead(sequence: sequence, id: try row.messageID(1)),
                block: try row.sequenceBlock(SequenceBlock.number(holding: sequence), 2),
                pruned: UInt64(bitPattern: row.int64(3)), expired: row.int(4)
            )
        }
        guard var row else { throw connection.damaged("an author of messages is missing") }
        let gone = try takeOut(removed, ofAuthor: author, headBlock: &row.block)
        if let replacement = removed.replacements[row.head.sequence] {
            row.head = AuthorHead(sequence: row.head.sequence, id: replacement.id)
        }
        try note(
            gone,
            ofAuthor: author,
            head: row.head.sequence,
            pruned: &row.pruned,
            expired: &row.expired
        )
        try connection.statement(
            """
            UPDATE author SET messages = messages - ?2, forked = forked - ?3, head_id = ?4,
            head_block = ?5, pruned_sequence = ?6, ended = ?7 WHERE number = ?1
            """
        )
        .bind(author, at: 1).bind(removed.messages.count, at: 2).bind(removed.forked, at: 3)
        .bind(row.head.id, at: 4).bind(row.block.bytes, at: 5)
        .bind(Int64(bitPattern: row.pruned), at: 6).bind(row.expired, at: 7).run()
    }

    /// Takes the messages out of the blocks that say where each sequence is.
    ///
    /// - Returns: the sequences of which no message is left; not those of a fork's later sides, or with
    ///   one that stands in.
    private func takeOut(
        _ removed: AuthorRemoval,
        ofAuthor author: Int64,
        headBlock: inout SequenceBlock
    ) throws(StoreError) -> [UInt64] {
        let table = SequenceTable(connection: connection)
        var older: [Int64: SequenceBlock] = [:]
        var gone: [UInt64] = []
        for message in removed.messages {
            let sequence = message.sequence
            let replacement = removed.replacements[sequence]?.arrival
            if headBlock.holds(sequence) {
                guard headBlock.arrival(of: sequence) == message.arrival else { continue }
                headBlock.replace(sequence, with: replacement)
                if replacement == nil { gone.append(sequence) }
                continue
            }
            let number = SequenceBlock.number(holding: sequence)
            var block = older[number]
            if block == nil { block = try table.block(holding: sequence, ofAuthor: author) }
            guard var block, block.arrival(of: sequence) == message.arrival else { continue }
            block.replace(sequence, with: replacement)
            if replacement == nil { gone.append(sequence) }
            older[number] = block
        }
        for (_, block) in older.sorted(by: { $0.key < $1.key }) {
            try table.saveOrRemove(block, ofAuthor: author)
        }
        return gone
    }

    /// Notes why sequences are not here, so that they are no gaps.
    private func note(
        _ gone: [UInt64],
        ofAuthor author: Int64,
        head: UInt64,
        pruned: inout UInt64,
        expired: inout Int
    ) throws(StoreError) {
        let table = ExpiredTable(connection: connection)
        let last: UInt64?
        switch cause {
        case .horizon, .cut: last = gone.max()
        case .expiry:
            expired += try table.insert(gone, ofAuthor: author)
            return
        // A gap, except at the head, whose number is remembered as after pruning.
        case .conviction: last = gone.contains(head) ? head : nil
        }
        guard let last, last > pruned else { return }
        pruned = last
        if expired > 0 { expired -= try table.removeBlocks(below: last, ofAuthor: author) }
    }
}
