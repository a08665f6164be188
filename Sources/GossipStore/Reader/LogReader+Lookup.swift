public import GossipWire

extension LogReader {
    /// Ids that an ambiguous prefix names, at most.
    private static let candidatesMax = 10

    /// The greatest time of a message, in milliseconds since the Unix epoch; nil in an empty log.
    ///
    /// One look at the end of the index, however many messages that millisecond has.
    public func newestTime() throws(StoreError) -> UInt64? {
        try connection.statement("SELECT id FROM message ORDER BY id DESC LIMIT 1")
            .firstRow { row throws(StoreError) in try row.messageID(0).time }
    }

    /// The message whose id begins with these hexadecimal digits; a dash, as ids are shown with, is
    /// passed over.
    ///
    /// - Throws: ``StoreError`` with `misuse` when the text is no prefix of an id.
    public func record(idPrefix text: String) throws(StoreError) -> IDPrefixMatch {
        guard let range = MessageID.range(ofPrefix: text) else {
            throw StoreError(
                .misuse,
                "look up \(text) in",
                path,
                reason: "an id is up to 64 hexadecimal digits",
                hint: "Copy one from the output of gossip-log."
            )
        }
        let ids = try connection.statement(
            "SELECT id FROM message WHERE id BETWEEN ?1 AND ?2 ORDER BY id LIMIT ?3"
        )
        .bind(range.lowerBound, at: 1).bind(range.upperBound, at: 2)
        .bind(Self.candidatesMax, at: 3).rows { row throws(StoreError) in try row.messageID(0) }
        guard let only = ids.first else { return .none }
        guard ids.count == 1 else { return .ambiguous(ids) }
        return try record(id: only).map { .found($0) } ?? .none
    }

    /// The message with this id.
    public func record(id: MessageID) throws(StoreError) -> LogRecord? {
        var rows = RecordRows(connection: connection)
        return try connection.statement("SELECT \(RecordRows.columns) FROM message WHERE id = ?")
            .bind(id, at: 1).firstRow { row throws(StoreError) in try rows.record(row) }
    }

    /// The message with this arrival number.
    public func record(arrival: UInt64) throws(StoreError) -> LogRecord? {
        var rows = RecordRows(connection: connection)
        return try connection.statement(
            "SELECT \(RecordRows.columns) FROM message WHERE arrival = ?"
        ).bind(arrival, at: 1).firstRow { row throws(StoreError) in try rows.record(row) }
    }

    /// Calls the body with each message that has one of these arrival numbers, in their order, until it
    /// returns `false`.
    ///
    /// Messages that are pruned meanwhile are passed over. Reads in pages, each in a short transaction
    /// that has ended when the body is called.
    ///
    /// - Throws: ``StoreError``, with `corrupt` when a message is not what was stored; and what the
    ///   body throws.
    public func forEach(
        arrivals: some Sequence<UInt64>,
        _ body: (LogRecord) throws -> Bool
    ) throws {
        var rows = RecordRows(connection: connection)
        var rest = arrivals.makeIterator()
        while true {
            let page = try page(of: &rest, &rows)
            guard try page.records.allSatisfy(body), !page.isLast else { return }
        }
    }

    private func page(
        of arrivals: inout some IteratorProtocol<UInt64>,
        _ rows: inout RecordRows
    ) throws(StoreError) -> (records: [LogRecord], isLast: Bool) {
        try connection.reading { () throws(StoreError) in
            let statement = try connection.statement(
                "SELECT \(RecordRows.columns) FROM message WHERE arrival = ?"
            )
            var records: [LogRecord] = []
            var bytes = 0
            for _ in 0..<Self.pageRowsMax {
                guard let arrival = arrivals.next() else { return (records, true) }
                let record = try statement.bind(arrival, at: 1)
                    .firstRow { row throws(StoreError) in try rows.record(row) }
                guard let record else { continue }
                records.append(record)
                bytes += record.message.encoded.count
                if bytes >= Self.pageBytesMax { break }
            }
            return (records, false)
        }
    }

    /// The message with this arrival number, without how it came.
    func message(arrival: UInt64) throws(StoreError) -> Message? {
        try connection.statement("SELECT id, encoded FROM message WHERE arrival = ?")
            .bind(arrival, at: 1).firstRow { row throws(StoreError) in
                try RecordRows.message(row, arrival: arrival, id: 0, encoded: 1)
            }
    }

    /// True when the own signature of the message with this arrival number has not been checked.
    func isUnchecked(arrival: UInt64) throws(StoreError) -> Bool {
        try connection.statement("SELECT unchecked FROM message WHERE arrival = ?")
            .bind(arrival, at: 1).firstRow { row in row.int(0) != 0 } ?? false
    }

    /// The id of the message with this arrival number.
    func messageID(arrival: UInt64) throws(StoreError) -> MessageID? {
        try connection.statement("SELECT id FROM message WHERE arrival = ?")
            .bind(arrival, at: 1).firstRow { row throws(StoreError) in try row.messageID(0) }
    }

    /// True when the log has each of these, in their order.
    public func contains(_ ids: [MessageID]) throws(StoreError) -> [Bool] {
        try connection.reading { () throws(StoreError) in
            let statement = try connection.statement("SELECT 1 FROM message WHERE id = ?")
            var results: [Bool] = []
            results.reserveCapacity(ids.count)
            for id in ids {
                results.append(try statement.bind(id, at: 1).firstRow { _ in true } ?? false)
            }
            return results
        }
    }

    /// The ids from one on, ascending.
    public func ids(from first: MessageID, limit: Int) throws(StoreError) -> [MessageID] {
        try connection.statement("SELECT id FROM message WHERE id >= ?1 ORDER BY id LIMIT ?2")
            .bind(first, at: 1).bind(max(limit, 0), at: 2)
            .rows { row throws(StoreError) in try row.messageID(0) }
    }
}
