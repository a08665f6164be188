internal import GossipWire

/// Every message's row against its signed bytes, and against the bounds of the log.
struct MessageCheck {
    /// The columns of a page, in the order of its `SELECT`.
    private enum Column: Int32 {
        case arrival, id, author, topic, via, encoded, unchecked
    }

    let reader: LogReader

    func run(_ found: inout LogVerification, _ report: (Double) -> Void) throws(StoreError) {
        let last = try reader.lastArrival()
        var arrival: UInt64 = 0
        while arrival < last {
            let next = try page(after: arrival, &found)
            guard next > arrival else { return }
            arrival = next
            report(Double(arrival) / Double(last))
        }
        try ExpiryCheck(reader: reader).run(&found)
    }

    /// Checks the next page of rows in one state of the log, and says how far it went.
    private func page(
        after arrival: UInt64,
        _ found: inout LogVerification
    ) throws(StoreError) -> UInt64 {
        try reader.connection.reading { () throws(StoreError) in
            try page(after: arrival, within: reader.logDescription().scope, &found)
        }
    }

    private func page(
        after arrival: UInt64,
        within scope: Scope,
        _ found: inout LogVerification
    ) throws(StoreError) -> UInt64 {
        var authors = AuthorNumbers(connection: reader.connection)
        var last = arrival
        try reader.connection.statement(
            """
            SELECT arrival, id, author, topic, via, encoded, unchecked FROM message
            WHERE arrival > ?1 ORDER BY arrival LIMIT ?2
            """
        )
        .bind(arrival, at: 1).bind(LogReader.pageRowsMax, at: 2)
        .forEachRow { row throws(StoreError) in
            last = row.uint64(Column.arrival)
            found.messages += 1
            let message: Message
            do throws(StoreError) {
                message = try RecordRows.message(
                    row,
                    arrival: last,
                    id: Column.id.rawValue,
                    encoded: Column.encoded.rawValue
                )
            } catch {
                found.add(.messages, error.reason)
                return true
            }
            if try authors.number(of: message.author) != row.int64(Column.author) {
                found.add(.messages, "message \(last) stands with another author than it names")
            }
            if !row.withBytes(Column.topic, { message.topicBytes.elementsEqual($0) }) {
                found.add(.messages, "message \(last) stands with another topic than it names")
            }
            if Via(rawValue: Int(row.int64(Column.via))) == nil {
                found.add(.messages, "how message \(last) came is not known")
            }
            if !(0...1).contains(row.int64(Column.unchecked)) {
                found.add(.messages, "the check of message \(last) is marked in an unknown way")
            }
            try check(message, arrival: last, within: scope, &found)
            return true
        }
        return last
    }

    /// Checks that a message has not been pruned, and will be when it ends.
    private func check(
        _ message: Message,
        arrival: UInt64,
        within scope: Scope,
        _ found: inout LogVerification
    ) throws(StoreError) {
        if !scope.keeps(message) {
            found.add(.messages, "message \(arrival) is here though it has been pruned")
        }
        guard let end = message.end else { return }
        let isNoted = try reader.connection.statement(
            "SELECT 1 FROM expiry WHERE end_ms = ?1 AND arrival = ?2"
        )
        .bind(end, at: 1).bind(arrival, at: 2).firstRow { _ in true }
        if isNoted == nil {
            found.add(.messages, "when message \(arrival) ends is not noted")
        }
    }
}
