internal import GossipWire

extension LogReader {
    /// Rows that one transaction looks at, at most: a millisecond or two.
    static let pageRowsMax = 2_000
    /// Bytes of messages that one page keeps, but for the last one that passes it.
    static let pageBytesMax = 4 << 20

    /// Calls the body with each message of a query, until it returns `false`.
    ///
    /// Reads in pages, each in a short transaction that has ended when the body is called: the body may
    /// take its time. Messages that arrive meanwhile come too, where the order still leads past them.
    public func forEach(
        _ query: LogQuery,
        _ body: (LogRecord) throws -> Bool
    ) throws {
        let filter = try QueryFilter(query, connection: connection)
        guard !filter.isImpossible else { return }
        var left = query.limit ?? .max
        var range = QueryRange(query)
        while let part = range, left > 0 {
            let page = try readPage(part, filter, newestFirst: query.newestFirst, limit: left)
            for record in page.records {
                guard try body(record) else { return }
            }
            left -= page.records.count
            range = page.rest
        }
    }

    /// The messages of a query in a list; for small ones.
    public func records(_ query: LogQuery) throws(StoreError) -> [LogRecord] {
        let filter = try QueryFilter(query, connection: connection)
        guard !filter.isImpossible else { return [] }
        var records: [LogRecord] = []
        var range = QueryRange(query)
        while let part = range {
            let left = (query.limit ?? .max) - records.count
            guard left > 0 else { break }
            let page = try readPage(part, filter, newestFirst: query.newestFirst, limit: left)
            records += page.records
            range = page.rest
        }
        return records
    }

    private func readPage(
        _ range: QueryRange,
        _ filter: QueryFilter,
        newestFirst: Bool,
        limit: Int
    ) throws(StoreError) -> (records: [LogRecord], rest: QueryRange?) {
        var rows = RecordRows(connection: connection)
        var records: [LogRecord] = []
        var last: (arrival: Int64, id: MessageID)?
        var looked = 0
        var bytes = 0
        try range.statement(on: connection, newestFirst: newestFirst, rows: Self.pageRowsMax)
            .forEachRow { row throws(StoreError) in
                looked += 1
                last = (row.int64(0), try row.messageID(1))
                guard try filter.matches(row) else { return true }
                let record = try rows.record(row)
                records.append(record)
                bytes += record.message.encoded.count
                return records.count < limit && bytes < Self.pageBytesMax
            }
        let isCut =
            looked == Self.pageRowsMax || records.count == limit || bytes >= Self.pageBytesMax
        guard isCut, let last else { return (records, nil) }
        return (
            records, range.after(arrival: last.arrival, id: last.id, newestFirst: newestFirst)
        )
    }
}
