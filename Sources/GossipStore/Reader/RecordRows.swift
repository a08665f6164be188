internal import GossipWire

/// Makes records of the rows of a statement that selects ``columns``.
struct RecordRows {
    /// Positions of the columns, those that filters look at first: the rest of a row is read only when
    /// it matches.
    enum Column: Int32 {
        case arrival, id, author, topic, delay, via, peer, encoded
    }

    /// The columns in the order of their positions.
    static let columns = columns(encoded: "encoded")

    /// The columns with an expression in place of the signed bytes.
    static func columns(encoded: String) -> String {
        "arrival, id, author, topic, delay_ms, via, peer, \(encoded)"
    }

    let connection: Connection
    /// Peers by row, as they were when the first record named them.
    private var peers: [Int64: RecordPeer] = [:]

    /// The run that the last record arrived in.
    private var run: RunTable.Arrivals?

    init(connection: Connection) {
        self.connection = connection
    }

    /// The record in the current row.
    mutating func record(_ row: Statement) throws(StoreError) -> LogRecord {
        let arrival = row.uint64(Column.arrival)
        let message = try Self.message(
            row,
            arrival: arrival,
            id: Column.id.rawValue,
            encoded: Column.encoded.rawValue
        )
        guard let via = Via(rawValue: Int(row.int64(Column.via))) else {
            throw row.damaged("the row of message \(arrival) is damaged")
        }
        var peer: RecordPeer?
        if let number = row.optionalInt64(Column.peer) { peer = try self.peer(number) }
        return LogRecord(
            arrival: arrival,
            message: message,
            arrivedMilliseconds: Self.arrivedMilliseconds(row, of: message.id),
            run: try run(holding: arrival),
            via: via,
            peer: peer
        )
    }

    /// The message in the current row, checked against the id it was stored under: what has been
    /// damaged on the disk is never taken for what its author signed.
    static func message(
        _ row: Statement,
        arrival: UInt64,
        id: Int32,
        encoded: Int32
    ) throws(StoreError) -> Message {
        let stored = try row.messageID(id)
        let message: Message
        do {
            message = try Message(decoding: row.bytes(encoded))
        } catch {
            throw row.damaged("message \(arrival) does not decode")
        }
        guard message.id == stored else {
            throw row.damaged("message \(arrival) is not what was stored")
        }
        return message
    }

    /// When the message in the current row arrived, in milliseconds since 1970.
    static func arrivedMilliseconds(_ row: Statement, of id: MessageID) -> UInt64 {
        UInt64(
            stored: Int64(id.time).addingReportingOverflow(row.int64(Column.delay)).partialValue
        )
    }

    private mutating func run(holding arrival: UInt64) throws(StoreError) -> Int64 {
        if let run, run.arrivals.contains(arrival) { return run.number }
        let run = try RunTable(connection: connection).run(holding: arrival)
        self.run = run
        return run.number
    }

    private mutating func peer(_ number: Int64) throws(StoreError) -> RecordPeer? {
        if let known = peers[number] { return known }
        let peer = try connection.statement("SELECT address, node, name FROM peer WHERE number = ?")
            .bind(number, at: 1).firstRow { row in
                RecordPeer(
                    address: row.text(0) ?? "",
                    node: AuthorKey(bytes: row.bytes(1)),
                    name: row.text(2)
                )
            }
        peers[number] = peer
        return peer
    }
}
