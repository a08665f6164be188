/// When messages end, as it is noted beside them, against the messages.
struct ExpiryCheck {
    private static let pageMax = 1_000

    let reader: LogReader

    func run(_ found: inout LogVerification) throws(StoreError) {
        var position: (end: Int64, arrival: Int64)? = (.min, .min)
        while let last = position { position = try page(after: last, &found) }
    }

    /// Checks the next notes, and gives the last of them; `nil` at the end.
    private func page(
        after position: (end: Int64, arrival: Int64),
        _ found: inout LogVerification
    ) throws(StoreError) -> (end: Int64, arrival: Int64)? {
        var last: (end: Int64, arrival: Int64)?
        try reader.connection.statement(
            """
            SELECT end_ms, expiry.arrival, \(PrunableMessage.columns) FROM expiry
            LEFT JOIN message ON message.arrival = expiry.arrival
            WHERE (end_ms, expiry.arrival) > (?1, ?2)
            ORDER BY end_ms, expiry.arrival LIMIT \(Self.pageMax)
            """
        )
        .bind(position.end, at: 1).bind(position.arrival, at: 2)
        .forEachRow { row throws(StoreError) in
            let (end, arrival) = (row.int64(0), row.int64(1))
            guard (end, arrival) > last ?? position else {
                throw row.damaged("the ends of messages are not in order")
            }
            last = (end, arrival)
            guard !row.isNull(2) else {
                found.add(.messages, "message \(arrival) is to end, and is not here")
                return true
            }
            if try PrunableMessage(row, from: 2).end.map(Int64.init(storing:)) != end {
                found.add(.messages, "message \(arrival) is to end at another time than it says")
            }
            return true
        }
        return last
    }
}
