internal import Negentropy

/// All catch-ups.
struct CatchUpTable {
    let connection: Connection

    /// Adds a record.
    func add(_ record: CatchUpRecord) throws(StoreError) {
        try connection.statement(
            """
            INSERT INTO catch_up (run, peer, started_ms, ended_ms, needed, received, sent,
            round_trips, proof_count, proof_fingerprint, proof_ms)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        )
        .bind(record.run, at: 1).bind(record.peer?.rawValue, at: 2)
        .bind(record.startedMilliseconds, at: 3)
        .bind(record.endedMilliseconds, at: 4)
        .bind(record.needed, at: 5).bind(record.received, at: 6).bind(record.sent, at: 7)
        .bind(record.roundTrips, at: 8).bind(record.proof.map { Int64($0.count) }, at: 9)
        .bind(record.proof?.fingerprint.bytes, at: 10)
        .bind(record.proof?.milliseconds, at: 11).run()
    }

    /// All records, the oldest first.
    func all() throws(StoreError) -> [CatchUpRecord] {
        try connection.statement(
            """
            SELECT run, peer, started_ms, ended_ms, needed, received, sent, round_trips,
            proof_count, proof_fingerprint, proof_ms FROM catch_up ORDER BY number
            """
        ).rows { row in
            let fingerprint = row.isNull(9) ? nil : Fingerprint(bytes: row.bytes(9))
            return CatchUpRecord(
                run: row.int64(0),
                peer: row.optionalInt64(1).map(PeerNumber.init),
                startedMilliseconds: row.uint64(2),
                endedMilliseconds: row.uint64(3),
                needed: row.int(4),
                received: row.int(5),
                sent: row.int(6),
                roundTrips: row.int(7),
                proof: fingerprint.map {
                    EqualityProof(
                        count: row.int(8),
                        fingerprint: $0,
                        milliseconds: row.uint64(10)
                    )
                }
            )
        }
    }
}
