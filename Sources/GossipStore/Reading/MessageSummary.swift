public import GossipWire

/// What the log knows of a message beside its content.
public struct MessageSummary: Sendable {
    /// Its arrival number.
    public let arrival: UInt64
    /// Its id, which begins with the time it was signed.
    public let id: MessageID
    /// The row of its author, see ``LogReader/authorKeysByRow()``.
    public let authorRow: Int64
    /// Its topic.
    public let topic: String
    /// Bytes of the signed message, its body and all around it.
    public let bytes: Int

    /// The columns it is made of: those of a record, but for the signed bytes only their number.
    static let columns = "arrival, id, author, topic, delay_ms, via, peer, length(encoded)"

    init(_ row: Statement) throws(StoreError) {
        arrival = row.uint64(0)
        id = try row.messageID(1)
        authorRow = row.int64(2)
        topic = row.text(3) ?? ""
        bytes = row.int(7)
    }
}

extension LogReader {
    /// The authors' keys by the rows that summaries name.
    public func authorKeysByRow() throws(StoreError) -> [Int64: AuthorKey] {
        var keys: [Int64: AuthorKey] = [:]
        try connection.statement("SELECT number, key FROM author")
            .forEachRow { row throws(StoreError) in
                keys[row.int64(0)] = try row.authorKey(1)
                return true
            }
        return keys
    }
}
