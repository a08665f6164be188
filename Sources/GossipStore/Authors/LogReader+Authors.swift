public import GossipWire

extension LogReader {
    /// The columns of ``authors()``, in the order of its `SELECT`.
    private enum AuthorColumn: Int32 {
        case key, headSequence, headID, messages, forked, prunedSequence, expired
    }

    /// The columns of ``forks()``, in the order of its `SELECT`.
    private enum ForkColumn: Int32 {
        case key, sequence, first, second
    }

    /// All authors, those with the most messages first.
    public func authors() throws(StoreError) -> [AuthorRecord] {
        let names = try authorNames()
        return try connection.statement(
            """
            SELECT key, head_sequence, head_id, messages, forked, pruned_sequence, ended
            FROM author ORDER BY messages DESC, number
            """
        ).rows { row throws(StoreError) in
            let key = try row.authorKey(AuthorColumn.key)
            return AuthorRecord(
                key: key,
                name: names[key],
                head: AuthorHead(
                    sequence: UInt64(bitPattern: row.int64(AuthorColumn.headSequence)),
                    id: try row.messageID(AuthorColumn.headID)
                ),
                messages: row.int(AuthorColumn.messages),
                forked: row.int(AuthorColumn.forked),
                prunedSequence: UInt64(bitPattern: row.int64(AuthorColumn.prunedSequence)),
                expired: row.int(AuthorColumn.expired)
            )
        }
    }

    /// The message of an author with the highest number; `nil` for an author without one.
    public func head(of author: AuthorKey) throws(StoreError) -> AuthorHead? {
        try connection.statement("SELECT head_sequence, head_id FROM author WHERE key = ?")
            .bind(author, at: 1)
            .firstRow { row throws(StoreError) in
                AuthorHead(sequence: UInt64(bitPattern: row.int64(0)), id: try row.messageID(1))
            }
    }

    /// The last messages of some authors; `nil` for one without any, and no entry for an author that was not asked for.
    public func heads(of authors: [AuthorKey]) throws(StoreError) -> [AuthorKey: AuthorHead?] {
        var heads: [AuthorKey: AuthorHead?] = [:]
        for author in authors { heads.updateValue(try head(of: author), forKey: author) }
        return heads
    }

    /// The authors of messages of the log whose messages it does not take in: it shares them with nobody.
    ///
    /// They were here before a network let its members alone write, or by a pass that is void now.
    public func foreignAuthors() throws(StoreError) -> [AuthorKey] {
        let table = AuthorListTable(connection: connection)
        return try table.others(than: table.load())
    }

    /// The names under which nodes announced themselves, and that of the log's own node: of each key the
    /// last one.
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
        for run in try RunTable(connection: connection).all() {
            if let node = run.node, let name = run.name { names[node] = name }
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
                author: try row.authorKey(ForkColumn.key),
                sequence: UInt64(bitPattern: row.int64(ForkColumn.sequence)),
                first: try row.messageID(ForkColumn.first),
                second: try row.messageID(ForkColumn.second)
            )
        }
    }

    /// The gaps of all authors, at most `limit` of them.
    ///
    /// Reads the sequences of those authors only of which something is missing or has been pruned: of the
    /// others the counts say it.
    public func gaps(limit: Int = 10_000) throws(StoreError) -> [GapRecord] {
        var gaps: [GapRecord] = []
        for author in try authors() where author.missing > 0 || author.hasBeenPruned {
            guard gaps.count < limit else { break }
            try forEachGap(of: author.key, above: author.prunedSequence) { gap in
                gaps.append(gap)
                return gaps.count < limit
            }
        }
        return gaps
    }

    /// Calls the body with each gap of an author, until it returns `false`.
    private func forEachGap(
        of author: AuthorKey,
        above pruned: UInt64,
        _ body: (GapRecord) -> Bool
    ) throws(StoreError) {
        guard let state = try AuthorTable(connection: connection).stored(author) else { return }
        let table = SequenceTable(connection: connection)
        let expired = ExpiredTable(connection: connection)
        var goesOn = true
        func missing(_ sequences: ClosedRange<UInt64>) throws(StoreError) {
            for part in try expired.without(sequences, ofAuthor: state.number) where goesOn {
                goesOn = body(GapRecord(author: author, sequences: part))
            }
        }
        var last = pruned
        var lastBlock: SequenceBlock?
        while true {
            var page = try table.blocks(
                ofAuthor: state.number,
                after: lastBlock,
                limit: Self.pageBlocksMax
            )
            let isLast = page.count < Self.pageBlocksMax
            lastBlock = page.last
            if isLast { page.append(state.headBlock) }
            for sequence in page.lazy.flatMap(\.entries).map(\.sequence) where sequence > last {
                if sequence > last + 1 { try missing((last + 1)...(sequence - 1)) }
                guard goesOn else { return }
                last = sequence
            }
            guard isLast else { continue }
            // The newest message may itself have gone.
            if state.head.sequence > last { try missing((last + 1)...state.head.sequence) }
            return
        }
    }

    /// Blocks of sequences that one transaction reads, at most.
    static let pageBlocksMax = 50
}
