/// The search for words in a log: by the index, and by a small one in memory for what arrived since.
public struct WordSearch {
    /// Messages that are indexed in memory for a search, at most; more make it wait too long.
    public static let unindexedMax = 20_000
    /// Candidates looked up at a time.
    private static let pageMax = 256

    private let reader: LogReader
    private let index: SearchIndex
    private let newer: SearchTable
    private let words: SearchWords
    /// The last arrival number in the index.
    private let indexed: UInt64
    /// Messages that are searched nowhere, because the index is too far behind.
    public let unsearched: Int

    /// Prepares a search.
    ///
    /// - Throws: ``StoreError``, and what reading the newer messages throws.
    public init(_ words: SearchWords, in reader: LogReader, by index: SearchIndex) throws {
        self.reader = reader
        self.index = index
        self.words = words
        indexed = try index.lastArrival()
        let memory = try Connection(path: ":memory:", mode: .writer)
        newer = SearchTable(connection: memory)
        try newer.create()
        let last = max(try reader.lastArrival(), indexed)
        unsearched = max(0, Int(last - indexed) - Self.unindexedMax)
        var query = LogQuery()
        query.order = .arrival
        query.afterArrival = indexed + UInt64(unsearched)
        try memory.execute("BEGIN")
        try reader.forEach(query) { record in
            try newer.add(record)
            return true
        }
        try memory.execute("COMMIT")
    }

    /// Calls the body with each message of a query that has the words, in the order of arrival, until it
    /// returns `false`.
    ///
    /// - Throws: ``StoreError``, and what the body throws.
    public func forEach(
        _ query: LogQuery,
        where isWanted: ((UnsafeRawBufferPointer) -> Bool)? = nil,
        _ body: (LogRecord) throws -> Bool
    ) throws {
        var rows = RecordRows(connection: reader.connection)
        try forEachRow(
            query,
            where: isWanted,
            columns: RecordRows.columns,
            { row throws(StoreError) in try rows.record(row) },
            body
        )
    }

    /// Calls the body with the summary of each message of a query that has the words, in the order of
    /// arrival, until it returns `false`: no message is decoded.
    ///
    /// - Throws: ``StoreError``, and what the body throws.
    public func forEachSummary(
        _ query: LogQuery,
        where isWanted: ((UnsafeRawBufferPointer) -> Bool)? = nil,
        _ body: (MessageSummary) throws -> Bool
    ) throws {
        var rows = SummaryRows(connection: reader.connection, readsBodies: isWanted != nil)
        try forEachRow(
            query,
            where: isWanted,
            columns: rows.columns,
            { row throws(StoreError) in try rows.summary(row) },
            body
        )
    }

    private func forEachRow<Element>(
        _ query: LogQuery,
        where isWanted: ((UnsafeRawBufferPointer) -> Bool)?,
        columns: String,
        _ element: (Statement) throws(StoreError) -> Element,
        _ body: (Element) throws -> Bool
    ) throws {
        var query = query
        query.order = .arrival
        var filter = try QueryFilter(query, connection: reader.connection)
        filter.isWanted = isWanted
        guard !filter.isImpossible else { return }
        var left = query.limit ?? .max
        let descending = query.newestFirst
        var position: UInt64 = descending ? .max : query.afterArrival ?? 0
        while left > 0 {
            let candidates = try candidates(beyond: position, descending: descending)
            guard let last = candidates.last else { return }
            guard descending ? last < position : last > position else {
                throw index.damaged("its messages are not in order")
            }
            position = last
            for found in try reader.rows(filter, among: candidates, columns: columns, element) {
                guard try body(found) else { return }
                left -= 1
                if left == 0 { return }
            }
            if descending, position <= query.afterArrival ?? 0 { return }
        }
    }

    private func candidates(
        beyond position: UInt64,
        descending: Bool
    ) throws(StoreError) -> [UInt64] {
        let limit = Self.pageMax
        // First the one in which the order begins; each knows only its own arrival numbers.
        let newest = try newer.arrivals(
            with: words,
            beyond: descending ? position : max(position, indexed),
            descending: descending,
            limit: limit
        )
        if descending, !newest.isEmpty { return newest }
        let known = try index.arrivals(
            with: words,
            beyond: descending ? min(position, indexed + 1) : position,
            descending: descending,
            limit: limit
        ).filter { $0 <= indexed }
        return known.isEmpty ? newest : known
    }
}

extension LogReader {
    /// The rows with these arrival numbers that match, in the order of the numbers.
    fileprivate func rows<Element>(
        _ filter: QueryFilter,
        among arrivals: [UInt64],
        columns: String,
        _ element: (Statement) throws(StoreError) -> Element
    ) throws(StoreError) -> [Element] {
        let statement = try connection.statement(
            "SELECT \(columns) FROM message WHERE arrival = ?"
        )
        var elements: [Element] = []
        for arrival in arrivals {
            let found = try statement.bind(arrival, at: 1)
                .firstRow { row throws(StoreError) in
                    try filter.matches(row) ? try element(row) : nil
                }
            if case .some(.some(let found)) = found { elements.append(found) }
        }
        return elements
    }
}
