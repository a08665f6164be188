internal import GossipWire

extension Removal {
    /// Forgets the forks that a message is the later side of; of those that it is the first of, the next
    /// one becomes the first.
    func removeForks(
        of message: DoomedMessage,
        from share: inout Share
    ) throws(StoreError) {
        let sequence = Int64(bitPattern: message.sequence)
        try connection.statement(
            "DELETE FROM fork WHERE author = ?1 AND sequence = ?2 AND second_id = ?3"
        )
        .bind(message.author, at: 1).bind(sequence, at: 2).bind(message.id, at: 3).run()
        if connection.changes > 0 {
            share.forked += 1
            return
        }
        let heir = try connection.statement(
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
        guard let heir else {
            // It stood in for one that went before it; now nobody does.
            share.replacements[message.sequence] = nil
            return
        }
        share.forked += 1
        share.replacements[message.sequence] = heir
        try connection.statement(
            "DELETE FROM fork WHERE author = ?1 AND sequence = ?2 AND second_id = ?3"
        )
        .bind(message.author, at: 1).bind(sequence, at: 2).bind(heir.id, at: 3).run()
        try connection.statement(
            "UPDATE fork SET first_id = ?4 WHERE author = ?1 AND sequence = ?2 AND first_id = ?3"
        )
        .bind(message.author, at: 1).bind(sequence, at: 2).bind(message.id, at: 3)
        .bind(heir.id, at: 4).run()
    }

    /// Writes what an author has less.
    func save(_ share: Share, ofAuthor author: Int64) throws(StoreError) {
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
                pruned: UInt64(bitPattern: row.int64(3)), ended: row.int(4)
            )
        }
        guard var row else { throw connection.damaged("an author of messages is missing") }
        let gone = try takeOut(share, ofAuthor: author, headBlock: &row.block)
        if let heir = share.replacements[row.head.sequence] {
            row.head = AuthorHead(sequence: row.head.sequence, id: heir.id)
        }
        try note(gone, ofAuthor: author, pruned: &row.pruned, ended: &row.ended)
        try connection.statement(
            """
            UPDATE author SET messages = messages - ?2, forked = forked - ?3, head_id = ?4,
            head_block = ?5, pruned_sequence = ?6, ended = ?7 WHERE number = ?1
            """
        )
        .bind(author, at: 1).bind(share.messages.count, at: 2).bind(share.forked, at: 3)
        .bind(row.head.id, at: 4).bind(row.block.bytes, at: 5)
        .bind(Int64(bitPattern: row.pruned), at: 6).bind(row.ended, at: 7).run()
    }

    /// Takes the messages out of the blocks that say where each sequence is.
    ///
    /// - Returns: the sequences of which no message is left; not those of a fork's later sides, or with
    ///   one that stands in.
    private func takeOut(
        _ share: Share,
        ofAuthor author: Int64,
        headBlock: inout SequenceBlock
    ) throws(StoreError) -> [UInt64] {
        let table = SequenceTable(connection: connection)
        var older: [Int64: SequenceBlock] = [:]
        var gone: [UInt64] = []
        for message in share.messages {
            let sequence = message.sequence
            let heir = share.replacements[sequence]?.arrival
            if headBlock.holds(sequence) {
                guard headBlock.arrival(of: sequence) == message.arrival else { continue }
                headBlock.replace(sequence, with: heir)
                if heir == nil { gone.append(sequence) }
                continue
            }
            let number = SequenceBlock.number(holding: sequence)
            var block = older[number]
            if block == nil { block = try table.block(holding: sequence, ofAuthor: author) }
            guard var block, block.arrival(of: sequence) == message.arrival else { continue }
            block.replace(sequence, with: heir)
            if heir == nil { gone.append(sequence) }
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
        pruned: inout UInt64,
        ended: inout Int
    ) throws(StoreError) {
        let table = EndedTable(connection: connection)
        if isExpiry {
            ended += try table.insert(gone, ofAuthor: author)
        } else if let last = gone.max(), last > pruned {
            pruned = last
            if ended > 0 { ended -= try table.removeBlocks(below: last, ofAuthor: author) }
        }
    }
}
