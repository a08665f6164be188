internal import GossipWire

/// The stored facts of each author against its messages and their signatures.
struct AuthorCheck {
    let reader: LogReader
    let checksSignatures: Bool

    func run(_ found: inout LogVerification, _ report: (Double) -> Void) throws(StoreError) {
        let authors = try checkTotals(&found)
        let total = authors.reduce(0) { $0 + $1.messages }
        var done = 0
        for author in authors {
            try checkCounts(of: author.key, &found)
            var chain = ChainCheck(reader: reader, checksSignatures: checksSignatures)
            for sequences in try blocks(of: author.key) {
                done += try chain.check(sequences, of: author.key, &found)
                report(min(1, Double(done) / Double(max(total, 1))))
            }
        }
    }

    /// All authors, whose messages must be as many as the log has.
    private func checkTotals(_ found: inout LogVerification) throws(StoreError) -> [AuthorRecord] {
        try reader.connection.reading { () throws(StoreError) in
            let authors = try reader.authors()
            let messages = authors.reduce(0) { $0 + $1.messages }
            let count = try reader.count()
            if messages != count {
                found.add(.authors, "the authors have \(messages) messages, the log \(count)")
            }
            return authors
        }
    }

    /// Checks an author's counts and head, in one state of the log.
    private func checkCounts(
        of key: AuthorKey,
        _ found: inout LogVerification
    ) throws(StoreError) {
        try reader.connection.reading { () throws(StoreError) in
            guard let state = try AuthorTable(connection: reader.connection).stored(key) else {
                return
            }
            var here = state.headBlock.entries.count
            let table = SequenceTable(connection: reader.connection)
            for number in try table.numbers(ofAuthor: state.number) {
                here += try table.block(number, ofAuthor: state.number)?.entries.count ?? 0
            }
            let forks =
                try reader.connection.statement("SELECT count(*) FROM fork WHERE author = ?")
                .bind(state.number, at: 1).firstRow { row in row.int(0) } ?? 0
            let name = key.hex.prefix(16)
            if here + state.forked != state.messages || forks != state.forked {
                found.add(
                    .authors,
                    "author \(name) has \(here) sequences and \(forks) forks, not "
                        + "\(state.messages) messages of which \(state.forked) are forks"
                )
            }
            try checkEnded(state.number, name, &found)
            let head = state.headBlock.entries.last
            var id: MessageID?
            if let head { id = try reader.messageID(arrival: head.arrival) }
            // The newest message of all may have been pruned; its number is remembered.
            let mayBeGone = try hasBeenPruned(state.number)
            let isHead = head?.sequence == state.head.sequence && id == state.head.id
            let isGone = mayBeGone && head?.sequence ?? 0 < state.head.sequence
            if !isHead && !isGone {
                found.add(.authors, "the head of author \(name) is not its newest message")
            }
        }
    }

    /// True when messages of an author have gone by the horizon, or by their own lifetime.
    private func hasBeenPruned(_ author: Int64) throws(StoreError) -> Bool {
        try reader.connection.statement(
            "SELECT pruned_sequence <> 0 OR ended > 0 FROM author WHERE number = ?"
        )
        .bind(author, at: 1).firstRow { row in row.int(0) != 0 } ?? false
    }

    /// Checks the count of expired messages.
    private func checkEnded(
        _ author: Int64,
        _ name: Substring,
        _ found: inout LogVerification
    ) throws(StoreError) {
        let noted = try ExpiredTable(connection: reader.connection).count(ofAuthor: author)
        let counted = try reader.connection.statement("SELECT ended FROM author WHERE number = ?")
            .bind(author, at: 1).firstRow { row in row.int(0) }
        guard noted != counted else { return }
        found.add(
            .authors,
            "author \(name) has \(noted) messages that have ended, not \(counted ?? 0)"
        )
    }

    /// The author's blocks, those with the highest sequences first.
    private func blocks(of key: AuthorKey) throws(StoreError) -> [SequenceBlockReference] {
        guard let state = try AuthorTable(connection: reader.connection).stored(key) else {
            return []
        }
        let numbers = try SequenceTable(connection: reader.connection)
            .numbers(ofAuthor: state.number)
        let older = numbers.map {
            SequenceBlockReference(author: state.number, number: $0, head: nil)
        }
        let head = SequenceBlockReference(
            author: state.number,
            number: state.headBlock.number,
            head: state.headBlock
        )
        return (older + [head]).sorted { $0.firstSequence > $1.firstSequence }
    }
}

/// A reference to a block in the author's row, or in the table of blocks.
struct SequenceBlockReference {
    let author: Int64
    let number: Int64
    /// The block itself, where it is the head's.
    let head: SequenceBlock?

    var firstSequence: UInt64 { SequenceBlock(number: number).firstSequence }
}
