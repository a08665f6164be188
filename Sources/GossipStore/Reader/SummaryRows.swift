internal import GossipWire

/// Makes summaries of the rows of a statement that selects ``columns``: nothing is decoded or hashed.
struct SummaryRows {
    /// Bytes of a message whose row lies in one page of the file.
    private static let wholeLengthMax = 3_000

    private let connection: Connection
    /// True when a filter looks at bodies, so that the statement has to read them.
    private let readsBodies: Bool
    /// Authors by row, as far as rows have named them.
    private var authors: [Int64: AuthorKey] = [:]

    init(connection: Connection, readsBodies: Bool) {
        self.connection = connection
        self.readsBodies = readsBodies
    }

    /// The columns of a record, except that only the number of the signed bytes is read where no
    /// filter looks at them.
    var columns: String {
        guard !readsBodies else { return RecordRows.columns }
        return RecordRows.columns(encoded: "length(encoded)") + """
            , CASE WHEN length(encoded) <= \(Self.wholeLengthMax)
            THEN substr(encoded, 1, \(PositionReader.prefixLength)) END
            """
    }

    /// The sequence of the message in the current row; `nil` where reading it would read a long body.
    func sequence(_ row: Statement) -> UInt64? {
        let column = RecordRows.Column.encoded.rawValue + (readsBodies ? 0 : 1)
        return row.withBytes(column) { Message.sequence(ofEncoded: $0) }
    }

    /// The summary in the current row.
    mutating func summary(_ row: Statement) throws(StoreError) -> MessageSummary {
        let number = row.int64(RecordRows.Column.author)
        return MessageSummary(
            arrival: row.uint64(RecordRows.Column.arrival),
            id: try row.messageID(RecordRows.Column.id),
            author: try author(number),
            authorNumber: number,
            topic: row.text(RecordRows.Column.topic) ?? "",
            bytes: readsBodies
                ? row.withBytes(RecordRows.Column.encoded) { $0.count }
                : row.int(RecordRows.Column.encoded)
        )
    }

    private mutating func author(_ number: Int64) throws(StoreError) -> AuthorKey? {
        if let known = authors[number] { return known }
        let author = try connection.statement("SELECT key FROM author WHERE number = ?")
            .bind(number, at: 1).firstRow { row throws(StoreError) in try row.authorKey(0) }
        authors[number] = author
        return author
    }
}
