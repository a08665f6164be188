public import GossipWire

extension LogReader {
    /// Reads messages by id, in the order asked, until their bytes pass the limit.
    ///
    /// At least one id is looked up, so that asking on always comes to an end.
    public func messages(
        ids: [MessageID],
        byteLimit: Int
    ) throws(StoreError) -> FoundMessages {
        try connection.reading { () throws(StoreError) in
            let statement = try connection.statement(
                "SELECT arrival, id, encoded, unchecked FROM message WHERE id = ?"
            )
            var found = FoundMessages()
            var bytes = 0
            for id in ids {
                let read = try statement.bind(id, at: 1).firstRow { row throws(StoreError) in
                    (
                        message: try RecordRows.message(
                            row,
                            arrival: row.uint64(0),
                            id: 1,
                            encoded: 2
                        ),
                        isUnchecked: row.int(3) != 0
                    )
                }
                found.consumed += 1
                guard let (message, isUnchecked) = read else {
                    found.missing.append(id)
                    continue
                }
                if isUnchecked { found.unchecked.insert(id) }
                found.messages.append(message)
                bytes += message.encoded.count
                if bytes >= byteLimit { break }
            }
            return found
        }
    }

    /// Reads messages in the order of arrival, until their bytes pass the limit.
    ///
    /// - Parameters:
    ///   - arrival: The last arrival number that the asker has.
    ///   - last: The last arrival number that it wants, such as a snapshot's.
    ///   - byteLimit: Where to stop; the message that passes it is the last.
    /// - Returns: The messages, and from where to ask on.
    /// - Throws: ``StoreError``, with `corrupt` when a message is not what was stored.
    public func messages(
        afterArrival arrival: UInt64,
        upTo last: UInt64,
        byteLimit: Int
    ) throws(StoreError) -> ArrivedMessages {
        var arrived = ArrivedMessages(lastArrival: max(arrival, last))
        var bytes = 0
        try connection.statement(
            """
            SELECT arrival, id, encoded, unchecked FROM message
            WHERE arrival > ?1 AND arrival <= ?2 ORDER BY arrival
            """
        )
        .bind(arrival, at: 1).bind(last, at: 2).forEachRow { row throws(StoreError) in
            let number = row.uint64(0)
            let message = try RecordRows.message(row, arrival: number, id: 1, encoded: 2)
            arrived.messages.append(message)
            if row.int(3) != 0 { arrived.unchecked.insert(message.id) }
            bytes += message.encoded.count
            guard bytes >= byteLimit else { return true }
            arrived.lastArrival = number
            return false
        }
        return arrived
    }
}
