internal import GossipWire

/// The messages that were removed for their signature, with one proof an author.
///
/// Bounded, since an author may make them without end: the oldest go first. An author whose last row
/// has gone is convicted anew by the next message.
struct RefusedTable {
    /// Rows kept: ids and keys of some 400 KB.
    static let countMax = 4_096
    /// Bytes of the two messages of a proof; longer ones are noted without it.
    static let proofBytesMax = 16 << 10

    let connection: Connection

    /// Reads the ids and the authors.
    func load() throws(StoreError) -> RefusedMessages {
        var refused = RefusedMessages()
        try connection.statement("SELECT id, author FROM refused")
            .forEachRow { row throws(StoreError) in
                refused.ids.insert(try row.messageID(0))
                guard let author = AuthorKey(bytes: row.bytes(1)) else {
                    throw row.damaged("the author of a refused message is no key")
                }
                refused.authors.insert(author)
                return true
            }
        return refused
    }

    /// Notes a message, with its proof for the first of an author.
    func insert(_ message: Message, successor: Message?, isFirst: Bool) throws(StoreError) {
        let length = message.encoded.count + (successor?.encoded.count ?? 0)
        let isProved = isFirst && successor != nil && length <= Self.proofBytesMax
        let statement = try connection.statement(
            """
            INSERT INTO refused (id, author, encoded, successor) VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT (id) DO NOTHING
            """
        )
        .bind(message.id, at: 1).bind(message.author, at: 2)
        if isProved, let successor {
            statement.bind(message.encoded, at: 3).bind(successor.encoded, at: 4)
        } else {
            statement.bind(nil as Int64?, at: 3).bind(nil as Int64?, at: 4)
        }
        try statement.run()
        try connection.statement(
            """
            DELETE FROM refused WHERE number <= (SELECT max(number) FROM refused) - ?1
            """
        )
        .bind(Self.countMax, at: 1).run()
    }
}
