internal import GossipWire

/// The removal of some messages within one transaction, and what it changes in memory.
struct Removal {
    /// The removal of messages of one author.
    struct AuthorRemoval {
        /// The messages, in the order of removal.
        var messages: [PrunableMessage] = []
        /// The number of them with the sequence of another one.
        var forked = 0
        /// The messages that take the sequence of a removed one.
        var replacements: [UInt64: Replacement] = [:]
        let hasForks: Bool
    }

    /// A message that stands in for one that is removed.
    struct Replacement {
        let id: MessageID
        let arrival: UInt64
    }

    /// The cause for which messages go.
    enum Cause {
        /// They were signed before the log's horizon.
        case horizon
        /// They have ended by their own lifetime.
        case expiry
        /// Their signature is wrong.
        case conviction
        /// They are above a cut.
        case cut
    }

    let connection: Connection
    let cause: Cause
    /// The aggregates without the messages removed so far.
    private(set) var aggregates: Aggregates
    private(set) var ids: [MessageID] = []
    /// The room of guests that is free again.
    private(set) var freed = GuestBudget.Room()
    private let hasGuests: Bool
    private var authors: [Int64: AuthorRemoval] = [:]
    private var changedBuckets: Set<MessageID> = []

    init(of log: MessageLog, cause: Cause) {
        connection = log.connection
        aggregates = log.aggregates
        hasGuests = log.authorList?.admitsGuests ?? false
        self.cause = cause
    }

    /// Takes a message out.
    mutating func remove(_ message: PrunableMessage) throws(StoreError) {
        try connection.statement("DELETE FROM message WHERE arrival = ?")
            .bind(message.arrival, at: 1).run()
        if let end = message.end {
            try connection.statement("DELETE FROM expiry WHERE end_ms = ?1 AND arrival = ?2")
                .bind(end, at: 1).bind(message.arrival, at: 2).run()
        }
        ids.append(message.id)
        changedBuckets.insert(aggregates.remove(message.id))
        var removed = try authorRemoval(of: message.author)
        removed.messages.append(message)
        if removed.hasForks { try removeForks(of: message, from: &removed) }
        authors[message.author] = removed
    }

    private func authorRemoval(of author: Int64) throws(StoreError) -> AuthorRemoval {
        if let removed = authors[author] { return removed }
        let forked = try connection.statement("SELECT forked FROM author WHERE number = ?")
            .bind(author, at: 1).firstRow { row in row.int64(0) }
        return AuthorRemoval(hasForks: (forked ?? 0) > 0)
    }

    /// Writes what follows for the aggregates and the authors.
    mutating func finish() throws(StoreError) {
        let table = AggregateTable(connection: connection)
        let (gone, new) = aggregates.removeEmptyBuckets()
        for first in gone { try table.remove(first) }
        changedBuckets.subtract(gone)
        if let new { changedBuckets.insert(new) }
        for first in changedBuckets.sorted() {
            try table.save(aggregates.buckets[aggregates.index(of: first)])
        }
        for (author, removed) in authors.sorted(by: { $0.key < $1.key }) {
            try save(removed, ofAuthor: author)
            if hasGuests { try free(removed, ofAuthor: author) }
        }
    }

    private mutating func free(
        _ removed: AuthorRemoval,
        ofAuthor author: Int64
    ) throws(StoreError) {
        let bytes = removed.messages.reduce(0) { $0 + $1.bytes }
        guard try GuestTable(connection: connection).free(bytes, ofAuthor: author) else { return }
        freed.bytes += bytes
        freed.messages += removed.messages.count
    }
}
