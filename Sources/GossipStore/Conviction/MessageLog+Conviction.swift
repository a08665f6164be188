public import GossipWire

extension MessageLog {
    /// Messages that one transaction convicts, or marks as checked.
    public static let convictCountMax = 256

    /// The authors of messages that were removed for their signature.
    public var convictedAuthors: Set<AuthorKey> { refused.authors }

    /// Notes that the own signatures of messages have been found good.
    ///
    /// - Throws: ``StoreError``, with nothing changed. After `full` they are checked again another time.
    public func markChecked(_ ids: some Sequence<MessageID>) throws(StoreError) {
        if isShort, let shortage { throw shortage }
        try guarded { () throws(StoreError) in
            if checkpointer.isOverdue { try fold(.restart) }
            try connection.transaction { () throws(StoreError) in
                let statement = try connection.statement(
                    "UPDATE message SET unchecked = 0 WHERE id = ?1 AND unchecked <> 0"
                )
                for id in ids { try statement.bind(id, at: 1).run() }
                try coverGrowth()
            }
        }
    }

    /// Removes messages whose own signature was found wrong, and remembers their ids and authors.
    ///
    /// Each is looked at once more: one that has gone, is marked as checked, or is signed stays as it is.
    ///
    /// - Parameter ids: The messages, at most ``convictCountMax``.
    /// - Returns: The messages that were removed.
    /// - Throws: ``StoreError``, with nothing changed.
    public func convict(_ ids: some Sequence<MessageID>) throws(StoreError) -> [Conviction] {
        if isShort, let shortage { throw shortage }
        var removal = Removal(of: self, cause: .conviction)
        var after = refused
        var convictions: [Conviction] = []
        try guarded { () throws(StoreError) in
            if checkpointer.isOverdue { try fold(.restart) }
            try connection.transaction { () throws(StoreError) in
                for id in ids.prefix(Self.convictCountMax) {
                    guard let (message, row) = try unchecked(id),
                        !MessageVerifier.verify(message)
                    else { continue }
                    let isFirst = after.authors.insert(message.author).inserted
                    let successor = isFirst ? try signedSuccessor(of: message) : nil
                    try RefusedTable(connection: connection)
                        .insert(message, successor: successor, isFirst: isFirst)
                    try removal.remove(row)
                    convictions.append(
                        Conviction(id: id, author: message.author, isFirst: isFirst)
                    )
                }
                guard !convictions.isEmpty else { return }
                try removal.finish()
                try MetaTable(connection: connection).save(scope, spent: lastArrival)
                after = try RefusedTable(connection: connection).load()
                try coverGrowth()
            }
        }
        guard !convictions.isEmpty else { return [] }
        aggregates = removal.aggregates
        guests.free(removal.freed)
        refused = after
        // Their counts have changed in the table.
        authors = AuthorTable(connection: connection)
        return convictions
    }

    /// The message with an id whose own signature has not been checked.
    private func unchecked(
        _ id: MessageID
    ) throws(StoreError) -> (message: Message, row: PrunableMessage)? {
        try connection.statement(
            """
            SELECT message.id, message.encoded, \(PrunableMessage.columns) FROM message
            WHERE id = ?1 AND unchecked <> 0
            """
        )
        .bind(id, at: 1).firstRow { row throws(StoreError) in
            let prunable = try PrunableMessage(row, from: 2)
            let message = try RecordRows.message(
                row,
                arrival: prunable.arrival,
                id: 0,
                encoded: 1
            )
            return (message, prunable)
        }
    }

    /// The signed message that names a message as the one before it; `nil` when it is not here.
    private func signedSuccessor(of message: Message) throws(StoreError) -> Message? {
        guard message.sequence < .max,
            let state = try AuthorTable(connection: connection).stored(message.author)
        else { return nil }
        let sequence = message.sequence + 1
        let block =
            state.headBlock.holds(sequence)
            ? state.headBlock
            : try SequenceTable(connection: connection)
                .block(holding: sequence, ofAuthor: state.number)
        guard let arrival = block?.arrival(of: sequence) else { return nil }
        let successor = try connection.statement(
            "SELECT id, encoded FROM message WHERE arrival = ?"
        )
        .bind(arrival, at: 1).firstRow { row throws(StoreError) in
            try RecordRows.message(row, arrival: arrival, id: 0, encoded: 1)
        }
        guard let successor, successor.previous == message.id, MessageVerifier.verify(successor)
        else { return nil }
        return successor
    }
}
