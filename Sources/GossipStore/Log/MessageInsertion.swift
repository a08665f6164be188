internal import CSQLite
internal import GossipWire
internal import Negentropy

/// Inserts the rows of messages: the statement that runs for each of them, kept at hand.
///
/// Looking a statement up by its text costs as much as binding it, and SQLite reads the bytes of the
/// message where they are: nothing is copied but into the page.
struct MessageInsertion {
    private let statement: Statement
    private let connection: Connection

    init(on connection: Connection) throws(StoreError) {
        self.connection = connection
        statement = try connection.statement(
            """
            INSERT INTO message
            (arrival, id, author, delay_ms, via, peer, topic, encoded, unchecked)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT (id) DO NOTHING
            """
        )
    }

    /// Inserts the row of a message; `false` when the log has the message.
    func insert(
        _ incoming: borrowing Incoming,
        author: Int64,
        arrival: UInt64,
        at wallMilliseconds: UInt64
    ) throws(StoreError) -> Bool {
        let message = incoming.message
        let topic = message.topicBytes.indices
        let delay = Int64(storing: wallMilliseconds) - Int64(message.time)
        statement.bind(arrival, at: 1).bind(author, at: 3).bind(delay, at: 4)
            .bind(incoming.via.rawValue, at: 5).bind(incoming.peer?.rawValue, at: 6)
            .bind(incoming.isUnchecked ? 1 : 0, at: 9)
        let result = message.id.bytes32.withBytes { id in
            message.encoded.withUnsafeBytes { encoded in
                statement.bind(borrowed: id, at: 2)
                statement.bindText(borrowed: .init(rebasing: encoded[topic]), at: 7)
                statement.bind(borrowed: encoded, at: 8)
                return statement.complete()
            }
        }
        try statement.check(result)
        return connection.changes > 0
    }
}
