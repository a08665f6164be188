internal import GossipWire

/// The conditions of a query that no index answers.
struct QueryFilter {
    private typealias Column = RecordRows.Column

    private let topics: [[UInt8]]
    /// Rows of the authors, `nil` for any.
    private let authors: Set<Int64>?
    private let afterArrival: UInt64?
    /// The range of arrival times, `nil` for any.
    private let arrived: Range<UInt64>?
    /// The range of signed times, `nil` for any and where the order leads along it.
    private let signed: Range<UInt64>?

    /// The condition on a body, `nil` for any.
    var isWanted: ((UnsafeRawBufferPointer) -> Bool)?

    /// True when nothing can match, because the log has no message of these authors.
    var isImpossible: Bool {
        authors?.isEmpty == true || arrived?.isEmpty == true || signed?.isEmpty == true
    }

    init(_ query: LogQuery, connection: Connection) throws(StoreError) {
        topics = query.topics.map { Array($0.utf8) }
        afterArrival = query.afterArrival
        if query.authors.isEmpty {
            authors = nil
        } else {
            var numbers: Set<Int64> = []
            for author in query.authors {
                let number = try connection.statement("SELECT number FROM author WHERE key = ?")
                    .bind(author, at: 1).firstRow { row in row.int64(0) }
                if let number { numbers.insert(number) }
            }
            authors = numbers
        }
        let since = query.sinceMilliseconds ?? 0
        let until = query.untilMilliseconds ?? .max
        let range = since..<max(since, until)
        arrived = query.clock == .arrival ? range : nil
        signed = query.clock == .message && query.order == .arrival ? range : nil
    }

    /// True when the row matches.
    ///
    /// Looks at the cheap columns first.
    func matches(_ row: Statement) throws(StoreError) -> Bool {
        if let afterArrival, row.uint64(Column.arrival) <= afterArrival { return false }
        if let authors, !authors.contains(row.int64(Column.author)) { return false }
        if let signed, try !signed.contains(row.messageID(Column.id).time) { return false }
        if let arrived {
            let time = try RecordRows.arrivedMilliseconds(row, of: row.messageID(Column.id))
            guard arrived.contains(time) else { return false }
        }
        if !topics.isEmpty,
            !row.withBytes(Column.topic, { topic in topics.contains { topic.elementsEqual($0) } })
        {
            return false
        }
        guard let isWanted else { return true }
        // What does not decode is let through, to be reported as damaged.
        return row.withBytes(Column.encoded) { encoded in
            Message.body(ofEncoded: encoded).map(isWanted) ?? true
        }
    }
}
