internal import GossipWire

/// Reads the ids of a snapshot's buckets from the file.
struct BucketReader {
    let connection: Connection
    let snapshot: LogSnapshot

    /// Calls the body with each id of a bucket, ascending, leaving out what arrived after the snapshot.
    ///
    /// Reads the index of ids only, which holds the arrival numbers too.
    func forEachID(
        inBucket bucket: Int,
        _ body: (MessageID) -> Void
    ) throws(StoreError) {
        let end = snapshot.aggregates.end(of: bucket)
        let statement = try connection.statement(
            end == nil
                ? "SELECT id FROM message WHERE id >= ?1 AND arrival <= ?3 ORDER BY id"
                : "SELECT id FROM message WHERE id >= ?1 AND id < ?2 AND arrival <= ?3 ORDER BY id"
        )
        statement.bind(snapshot.aggregates.buckets[bucket].first, at: 1)
        if let end { statement.bind(end, at: 2) }
        statement.bind(snapshot.lastArrival, at: 3)
        var count = 0
        try statement.forEachRow { row throws(StoreError) in
            body(try row.messageID(0))
            count += 1
            return true
        }
        guard count == snapshot.aggregates.buckets[bucket].count else {
            throw StoreError(
                .outdated,
                "reconcile the log",
                connection.path,
                reason: "a stretch holds \(count) messages where its aggregate counts "
                    + "\(snapshot.aggregates.buckets[bucket].count)",
                hint: "It was pruned meanwhile, or is damaged: gossip-log verify tells which."
            )
        }
    }
}
