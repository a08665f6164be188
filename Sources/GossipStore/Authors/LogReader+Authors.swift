public import GossipWire

extension LogReader {
    /// All authors, those with the most messages first.
    public func authors() throws(StoreError) -> [AuthorRecord] {
        let names = try authorNames()
        return try connection.statement(
            """
            SELECT key, head_sequence, head_id, messages, forked FROM author
            ORDER BY messages DESC, number
            """
        ).rows { row throws(StoreError) in
            let key = try row.authorKey(0)
            return AuthorRecord(
                key: key,
                name: names[key],
                head: AuthorHead(
                    sequence: UInt64(bitPattern: row.int64(1)),
                    id: try row.messageID(2)
                ),
                messages: row.int(3),
                forked: row.int(4)
            )
        }
    }

    /// The names under which nodes announced themselves: of each key the one seen last.
    public func authorNames() throws(StoreError) -> [AuthorKey: String] {
        var names: [AuthorKey: String] = [:]
        try connection.statement(
            """
            SELECT node, name FROM peer WHERE length(node) = 32 AND name IS NOT NULL
            ORDER BY last_seen_ms, number
            """
        ).forEachRow { row throws(StoreError) in
            names[try row.authorKey(0)] = row.text(1)
            return true
        }
        return names
    }

    /// All forks.
    public func forks() throws(StoreError) -> [ForkRecord] {
        try connection.statement(
            """
            SELECT key, sequence, first_id, second_id FROM fork
            JOIN author ON author.number = fork.author ORDER BY author, sequence, second_id
            """
        ).rows { row throws(StoreError) in
            ForkRecord(
                author: try row.authorKey(0),
                sequence: UInt64(bitPattern: row.int64(1)),
                first: try row.messageID(2),
                second: try row.messageID(3)
            )
        }
    }

    /// The gaps of all authors, at most `limit` of them.
    ///
    /// Reads the sequences of those authors only whose count says that something is missing.
    public func gaps(limit: Int = 10_000) throws(StoreError) -> [GapRecord] {
        var gaps: [GapRecord] = []
        for author in try authors() where author.missing > 0 {
            guard gaps.count < limit else { break }
            try forEachGap(of: author.key) { gap in
                gaps.append(gap)
                return gaps.count < limit
            }
        }
        return gaps
    }

    /// Calls the body with each gap of an author, until it returns `false`.
    private func forEachGap(
        of author: AuthorKey,
        _ body: (GapRecord) -> Bool
    ) throws(StoreError) {
        let number = try connection.statement("SELECT number FROM author WHERE key = ?")
            .bind(author, at: 1).firstRow { row in row.int64(0) }
        guard let number else { return }
        var last: UInt64 = 0
        while true {
            let page = try sequences(ofAuthor: number, after: last)
            for sequence in page {
                if sequence > last + 1,
                    !body(GapRecord(author: author, sequences: (last + 1)...(sequence - 1)))
                {
                    return
                }
                last = sequence
            }
            guard page.count == Self.pageRowsMax, last < .max else { return }
        }
    }

    /// The next page of an author's sequences, ascending.
    ///
    /// Those from 2^63 on are stored as negative numbers and come last.
    private func sequences(
        ofAuthor author: Int64,
        after last: UInt64
    ) throws(StoreError) -> [UInt64] {
        let statement = try connection.statement(
            """
            SELECT DISTINCT sequence FROM message
            WHERE author = ?1 AND sequence BETWEEN ?2 AND ?3 ORDER BY sequence LIMIT ?4
            """
        )
        let first = Int64(bitPattern: last + 1)
        var page: [UInt64] = []
        let parts: [ClosedRange<Int64>] =
            first < 0 ? [first ... -1] : [first...Int64.max, Int64.min ... -1]
        for part in parts where page.count < Self.pageRowsMax {
            page += try statement.bind(author, at: 1).bind(part.lowerBound, at: 2)
                .bind(part.upperBound, at: 3).bind(Self.pageRowsMax - page.count, at: 4)
                .rows { row in UInt64(bitPattern: row.int64(0)) }
        }
        return page
    }
}
