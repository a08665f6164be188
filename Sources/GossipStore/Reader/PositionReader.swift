internal import GossipWire

/// Finds the positions of messages that share their millisecond with others.
struct PositionReader {
    /// Bytes from the start of a message that hold its sequence.
    static let prefixLength = Message.sequenceEnd
    /// Authors whose keys are kept.
    private static let authorsMax = 4_096

    private let connection: Connection
    private var authors: [Int64: AuthorKey] = [:]

    init(connection: Connection) {
        self.connection = connection
    }

    /// The position of a message, whose sequence is looked up when it is not known; a message or author
    /// that has gone meanwhile sorts first.
    mutating func position(
        of id: MessageID,
        arrival: UInt64,
        author: Int64,
        sequence: UInt64?
    ) throws(StoreError) -> MessagePosition {
        var known = sequence
        if known == nil { known = try storedSequence(ofArrival: arrival) }
        return MessagePosition(author: try key(of: author), sequence: known ?? 0, id: id)
    }

    private func storedSequence(ofArrival arrival: UInt64) throws(StoreError) -> UInt64? {
        let sequence = try connection.statement(
            "SELECT substr(encoded, 1, ?2) FROM message WHERE arrival = ?1"
        )
        .bind(arrival, at: 1).bind(Self.prefixLength, at: 2)
        .firstRow { row in row.withBytes(0) { Message.sequence(ofEncoded: $0) } }
        return sequence ?? nil
    }

    private mutating func key(of number: Int64) throws(StoreError) -> AuthorKey {
        if let known = authors[number] { return known }
        let key = try connection.statement("SELECT key FROM author WHERE number = ?")
            .bind(number, at: 1).firstRow { row throws(StoreError) in try row.authorKey(0) }
        if authors.count >= Self.authorsMax { authors.removeAll(keepingCapacity: true) }
        authors[number] = key ?? AuthorKey(MessageID.zero.bytes32)
        return key ?? AuthorKey(MessageID.zero.bytes32)
    }
}
