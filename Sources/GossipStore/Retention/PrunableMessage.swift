internal import GossipWire

/// A message that is about to be pruned: what else in the log speaks of it.
struct PrunableMessage {
    let arrival: UInt64
    let id: MessageID
    /// The author's row.
    let author: Int64
    let sequence: UInt64
    /// When it ends by its own lifetime.
    let end: UInt64?
    /// Of its signed form.
    let bytes: Int

    /// The position of the lifetime in the signed bytes, counted from 1.
    static let lifetimeColumn = 83

    /// The columns that ``init(_:from:)`` reads; the fixed fields of the signed bytes lie as in protocol.md.
    static let columns =
        "message.arrival, message.id, message.author, "
        + "substr(message.encoded, 35, 8), substr(message.encoded, \(lifetimeColumn), 4), "
        + "length(message.encoded)"

    /// Reads them from a row in which they stand after some others.
    init(_ row: Statement, from first: Int32 = 0) throws(StoreError) {
        arrival = row.uint64(first)
        id = try row.messageID(first + 1)
        author = row.int64(first + 2)
        let word: (UInt64, UInt8) -> UInt64 = { $0 << 8 | UInt64($1) }
        sequence = row.bytes(first + 3).reduce(0, word)
        let lifetime = row.bytes(first + 4).reduce(0, word)
        end = lifetime == 0 ? nil : id.time + lifetime * 1_000
        bytes = row.int(first + 5)
    }
}
