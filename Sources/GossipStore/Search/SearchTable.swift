internal import CSQLite
internal import GossipWire

/// The words of bodies by arrival number, in a file or in memory.
///
/// Contentless: only which words a body holds is kept, neither the bodies nor the positions of the
/// words, some 30 bytes a short message.
struct SearchTable {
    let connection: Connection

    /// Makes the table, if there is none.
    func create() throws(StoreError) {
        try connection.execute(
            """
            CREATE VIRTUAL TABLE IF NOT EXISTS body USING fts5(
                text, content = '', detail = none, columnsize = 0,
                tokenize = "unicode61 remove_diacritics 2"
            )
            """
        )
    }

    /// Adds the words of a message; a body that is no text has none.
    func add(_ record: LogRecord) throws(StoreError) {
        let body = record.message.body
        guard String(validating: body, as: UTF8.self) != nil else { return }
        let statement = try connection.statement("INSERT INTO body (rowid, text) VALUES (?1, ?2)")
        statement.bind(record.arrival, at: 1)
        let result = body.withUnsafeBytes { bytes in
            statement.bindText(borrowed: bytes, at: 2)
            return statement.complete()
        }
        try statement.check(result)
    }

    /// The next arrival numbers of messages with these words, beyond one, in order, at most so many.
    func arrivals(
        with words: SearchWords,
        beyond arrival: UInt64,
        descending: Bool,
        limit: Int
    ) throws(StoreError) -> [UInt64] {
        try connection.statement(
            descending
                ? """
                SELECT rowid FROM body WHERE body MATCH ?1 AND rowid < ?2
                ORDER BY rowid DESC LIMIT ?3
                """
                : """
                SELECT rowid FROM body WHERE body MATCH ?1 AND rowid > ?2
                ORDER BY rowid LIMIT ?3
                """
        )
        .bind(words.expression, at: 1).bind(arrival, at: 2).bind(limit, at: 3)
        .rows { row in row.uint64(0) }
    }
}
