internal import GossipWire

/// The strikes of peers.
struct StrikeTable {
    /// Rows that are kept: as many peers as a node remembers strikes of.
    static let recordCountMax = 1_024

    let connection: Connection

    /// Saves the strikes of peers, each in place of what was known of it; those that would be forgiven first go
    /// beyond the bound.
    ///
    /// Belongs into a transaction.
    func save(_ records: [StrikeRecord]) throws(StoreError) {
        guard !records.isEmpty else { return }
        let statement = try connection.statement(
            """
            INSERT INTO strike (
                node, strikes, muted_until_ms, failed_sessions, shunned_until_ms, forgiven_at_ms
            ) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
            ON CONFLICT (node) DO UPDATE SET strikes = ?2, muted_until_ms = ?3,
            failed_sessions = ?4, shunned_until_ms = ?5, forgiven_at_ms = ?6
            """
        )
        for record in records {
            try statement.bind(record.node, at: 1).bind(record.strikes, at: 2)
                .bind(record.mutedUntil, at: 3).bind(record.failedSessions, at: 4)
                .bind(record.shunnedUntil, at: 5).bind(record.forgivenAt, at: 6).run()
        }
        try connection.statement(
            """
            DELETE FROM strike WHERE node IN (
                SELECT node FROM strike ORDER BY forgiven_at_ms DESC, node LIMIT -1 OFFSET ?1
            )
            """
        ).bind(Self.recordCountMax, at: 1).run()
    }

    /// The strikes of all peers, those that are forgiven last first.
    func all() throws(StoreError) -> [StrikeRecord] {
        try connection.statement(
            """
            SELECT node, strikes, muted_until_ms, failed_sessions, shunned_until_ms, forgiven_at_ms
            FROM strike ORDER BY forgiven_at_ms DESC, node LIMIT ?1
            """
        ).bind(Self.recordCountMax, at: 1).rows { row throws(StoreError) in
            StrikeRecord(
                node: try row.authorKey(0),
                strikes: row.int(1),
                mutedUntil: row.uint64(2),
                failedSessions: row.int(3),
                shunnedUntil: row.uint64(4),
                forgivenAt: row.uint64(5)
            )
        }
    }
}
