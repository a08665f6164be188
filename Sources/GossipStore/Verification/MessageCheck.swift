internal import GossipWire

/// Every message's row against its signed bytes.
struct MessageCheck {
    let reader: LogReader

    func run(_ found: inout LogVerification, _ report: (Double) -> Void) throws(StoreError) {
        let last = try reader.lastArrival()
        var arrival: Int64 = 0
        while arrival < last {
            let next = try page(after: arrival, &found)
            guard next > arrival else { return }
            arrival = next
            report(Double(arrival) / Double(last))
        }
    }

    /// Checks the next page of rows, and says how far it went.
    private func page(
        after arrival: Int64,
        _ found: inout LogVerification
    ) throws(StoreError) -> Int64 {
        var authors = AuthorNumbers(connection: reader.connection)
        var last = arrival
        try reader.connection.statement(
            """
            SELECT arrival, id, author, topic, via, encoded FROM message
            WHERE arrival > ?1 ORDER BY arrival LIMIT ?2
            """
        )
        .bind(arrival, at: 1).bind(LogReader.pageRowsMax, at: 2)
        .forEachRow { row throws(StoreError) in
            last = row.int64(0)
            found.messages += 1
            let message: Message
            do throws(StoreError) {
                message = try RecordRows.message(row, arrival: last, id: 1, encoded: 5)
            } catch {
                found.add(.messages, error.reason)
                return true
            }
            if try authors.number(of: message.author) != row.int64(2) {
                found.add(.messages, "message \(last) stands with another author than it names")
            }
            if !row.withBytes(3, { message.topicBytes.elementsEqual($0) }) {
                found.add(.messages, "message \(last) stands with another topic than it names")
            }
            if Via(rawValue: row.int(4)) == nil {
                found.add(.messages, "how message \(last) came is not known")
            }
            return true
        }
        return last
    }
}
