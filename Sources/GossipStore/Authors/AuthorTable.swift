internal import GossipWire

/// The authors of a log: a bounded memory of the table.
struct AuthorTable {
    /// Authors kept in memory.
    ///
    /// Anybody can make keys, so that their number knows no bound; beyond this one the memory
    /// starts afresh and the table is asked. About 1 MB, and some 3 MB when each has a full block of sequences.
    static let knownMax = 8_192

    /// The columns of ``stored(_:)``, in the order of its `SELECT`.
    private enum Column: Int32 {
        case number, headSequence, headID, messages, forked, headBlock
    }

    let connection: Connection
    private var known: [AuthorKey: AuthorState] = [:]

    init(connection: Connection) {
        self.connection = connection
    }

    /// The state of an author.
    mutating func state(of author: AuthorKey) throws(StoreError) -> AuthorState? {
        if let state = known[author] { return state }
        let state = try stored(author)
        if let state { remember(state, of: author) }
        return state
    }

    /// The state of an author in the table.
    func stored(_ author: AuthorKey) throws(StoreError) -> AuthorState? {
        try connection.statement(
            """
            SELECT number, head_sequence, head_id, messages, forked, head_block FROM author
            WHERE key = ?
            """
        ).bind(author, at: 1).firstRow { row throws(StoreError) in try Self.state(row) }
    }

    private static func state(_ row: Statement) throws(StoreError) -> AuthorState {
        let sequence = UInt64(bitPattern: row.int64(Column.headSequence))
        return AuthorState(
            number: row.int64(Column.number),
            head: AuthorHead(sequence: sequence, id: try row.messageID(Column.headID)),
            messages: row.int(Column.messages),
            forked: row.int(Column.forked),
            headBlock: try row.sequenceBlock(
                SequenceBlock.number(holding: sequence),
                Column.headBlock.rawValue
            )
        )
    }

    /// Makes the row of an author whose first message is being stored.
    ///
    /// Forgotten again unless ``remember(_:of:)`` follows the commit.
    func create(_ author: AuthorKey, head: AuthorHead) throws(StoreError) -> AuthorState {
        let number = try connection.statement(
            """
            INSERT INTO author (key, head_sequence, head_id, messages, forked)
            VALUES (?, ?, ?, 0, 0) RETURNING number
            """
        )
        .bind(author, at: 1).bind(Int64(bitPattern: head.sequence), at: 2).bind(head.id, at: 3)
        .firstRow { row in row.int64(0) }
        guard let number else { throw connection.damaged("an author has no number") }
        return AuthorState(
            number: number,
            head: head,
            headBlock: SequenceBlock(holding: head.sequence)
        )
    }

    /// Writes a state that has changed.
    func save(_ state: AuthorState) throws(StoreError) {
        try connection.statement(
            """
            UPDATE author SET head_sequence = ?2, head_id = ?3, messages = ?4, forked = ?5,
            head_block = ?6 WHERE number = ?1
            """
        )
        .bind(state.number, at: 1).bind(Int64(bitPattern: state.head.sequence), at: 2)
        .bind(state.head.id, at: 3).bind(state.messages, at: 4).bind(state.forked, at: 5)
        .bind(state.headBlock.bytes, at: 6).run()
    }

    /// Keeps a committed state in memory.
    mutating func remember(_ state: AuthorState, of author: AuthorKey) {
        if known.count >= Self.knownMax, known[author] == nil { known.removeAll() }
        known[author] = state
    }
}
