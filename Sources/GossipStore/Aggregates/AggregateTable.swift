internal import GossipWire
internal import Negentropy

/// The stored aggregates: reading them all, and writing those that changed.
struct AggregateTable {
    let connection: Connection

    /// Reads all buckets, without a look at the messages except the newest id.
    func load() throws(StoreError) -> Aggregates {
        let buckets = try connection.statement(
            "SELECT first_id, count, sum FROM aggregate ORDER BY first_id"
        ).rows { row throws(StoreError) in
            let first = try row.messageID(0)
            guard let sum = IDSum(bytes: row.bytes(2)), Bucket.countsStored.contains(row.int64(1))
            else { throw row.damaged("an aggregate is damaged") }
            return Bucket(first: first, count: row.int(1), sum: sum)
        }
        let newest =
            try connection.statement("SELECT max(id) FROM message")
            .firstRow { row throws(StoreError) in row.isNull(0) ? nil : try row.messageID(0) }
            ?? nil
        guard buckets.isEmpty == (newest == nil), buckets.first.map({ $0.first == .zero }) ?? true
        else {
            throw connection.damaged("the aggregates do not go with the messages")
        }
        return Aggregates(buckets: buckets, newest: newest ?? .zero)
    }

    /// Writes a bucket that is new or has changed.
    func save(_ bucket: Bucket) throws(StoreError) {
        try connection.statement(
            """
            INSERT INTO aggregate (first_id, count, sum) VALUES (?1, ?2, ?3)
            ON CONFLICT (first_id) DO UPDATE SET count = excluded.count, sum = excluded.sum
            """
        )
        .bind(bucket.first, at: 1).bind(bucket.count, at: 2).bind(bucket.sum.bytes, at: 3).run()
    }

    /// Takes a bucket out.
    func remove(_ first: MessageID) throws(StoreError) {
        try connection.statement("DELETE FROM aggregate WHERE first_id = ?")
            .bind(first, at: 1).run()
    }

    /// The ids of a stretch of the log, ascending; without an end it reaches to the newest.
    func ids(from first: MessageID, to end: MessageID?) throws(StoreError) -> [MessageID] {
        var ids: [MessageID] = []
        ids.reserveCapacity(Bucket.countMax + 1)
        // Two statements: with one, "or the end is NULL", the index would be read to its end.
        let statement = try connection.statement(
            end == nil
                ? "SELECT id FROM message WHERE id >= ?1 ORDER BY id"
                : "SELECT id FROM message WHERE id >= ?1 AND id < ?2 ORDER BY id"
        )
        statement.bind(first, at: 1)
        if let end { statement.bind(end, at: 2) }
        try statement.forEachRow { row throws(StoreError) in
            ids.append(try row.messageID(0))
            return true
        }
        return ids
    }
}
