internal import GossipWire

extension LogReader {
    /// Rows that one transaction looks at, at most: a millisecond or two.
    ///
    /// In the order of times a page ends
    /// with a whole millisecond, and may look at twice as many for that.
    static let pageRowsMax = 2_000
    /// Bytes of messages that one page keeps, except the last one that passes it.
    static let pageBytesMax = 4 << 20

    /// Calls the body with each message of a query, until it returns `false`.
    ///
    /// Reads in pages, each in a short transaction that has ended when the body is called: the body may
    /// take its time. Messages that arrive meanwhile come too, where the order still leads past them.
    /// None comes twice.
    ///
    /// - Parameters:
    ///   - query: Which messages, in which order.
    ///   - isWanted: Looks at a body where it lies in SQLite's memory, before anything of the message
    ///     is copied or checked: what makes a search through a million bodies cheap. It is asked last,
    ///     and must not keep the bytes.
    ///   - body: Takes a message, and says whether to go on.
    /// - Throws: ``StoreError``, with `corrupt` when a message is not what was stored; and what the
    ///   body throws.
    public func forEach(
        _ query: LogQuery,
        where isWanted: ((UnsafeRawBufferPointer) -> Bool)? = nil,
        _ body: (LogRecord) throws -> Bool
    ) throws {
        var filter = try QueryFilter(query, connection: connection)
        filter.isWanted = isWanted
        var rows = RecordRows(connection: connection)
        try forEachPage(
            query,
            filter,
            columns: RecordRows.columns,
            { row throws(StoreError) in
                let record = try rows.record(row)
                return (record, record.message.encoded.count, record.message.sequence)
            },
            { page in try page.allSatisfy(body) }
        )
    }

    /// Calls the body with the summary of each message of a query, until it returns `false`.
    ///
    /// No message is decoded, and without a condition on the body none is read: a million summaries take
    /// about a second.
    ///
    /// - Parameters:
    ///   - query: Which messages, in which order.
    ///   - isWanted: The condition on the body, as for ``forEach(_:where:_:)``.
    ///   - body: Takes a summary, and says whether to go on.
    /// - Throws: ``StoreError``, and what the body throws.
    public func forEachSummary(
        _ query: LogQuery,
        where isWanted: ((UnsafeRawBufferPointer) -> Bool)? = nil,
        _ body: (MessageSummary) throws -> Bool
    ) throws {
        var filter = try QueryFilter(query, connection: connection)
        filter.isWanted = isWanted
        var rows = SummaryRows(connection: connection, readsBodies: isWanted != nil)
        try forEachPage(
            query,
            filter,
            columns: rows.columns,
            { row throws(StoreError) in (try rows.summary(row), 0, rows.sequence(row)) },
            { page in try page.allSatisfy(body) }
        )
    }

    /// The messages of a query in a list; for small ones.
    public func records(_ query: LogQuery) throws -> [LogRecord] {
        var records: [LogRecord] = []
        try forEach(query) { record in
            records.append(record)
            return true
        }
        return records
    }
}
