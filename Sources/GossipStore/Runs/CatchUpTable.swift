internal import Negentropy

/// All catch-ups.
struct CatchUpTable {
    /// The columns of ``all()``, in the order of its `SELECT`.
    private enum Column: Int32 {
        case run, peer, started, ended, needed, received, sent, roundTrips
        case proofCount, proofFingerprint, proofTime, proofExcluded, proofGuests
    }

    let connection: Connection

    /// Adds a record.
    func add(_ record: CatchUpRecord) throws(StoreError) {
        try connection.statement(
            """
            INSERT INTO catch_up (run, peer, started_ms, ended_ms, needed, received, sent,
            round_trips, proof_count, proof_fingerprint, proof_ms, proof_excluded, proof_guests)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        )
        .bind(record.run, at: 1).bind(record.peer?.rawValue, at: 2)
        .bind(record.startedMilliseconds, at: 3)
        .bind(record.endedMilliseconds, at: 4)
        .bind(record.needed, at: 5).bind(record.received, at: 6).bind(record.sent, at: 7)
        .bind(record.roundTrips, at: 8).bind(record.proof.map { Int64($0.count) }, at: 9)
        .bind(record.proof?.fingerprint.bytes, at: 10)
        .bind(record.proof?.milliseconds, at: 11)
        .bind(record.proof.map { Int64($0.excludedAuthors) }, at: 12)
        .bind(record.proof.map { Int64($0.excludesGuests ? 1 : 0) }, at: 13).run()
    }

    /// All records, the oldest first.
    func all() throws(StoreError) -> [CatchUpRecord] {
        try connection.statement(
            """
            SELECT run, peer, started_ms, ended_ms, needed, received, sent, round_trips,
            proof_count, proof_fingerprint, proof_ms, proof_excluded, proof_guests
            FROM catch_up ORDER BY number
            """
        ).rows { row in
            let fingerprint =
                row.isNull(Column.proofFingerprint)
                ? nil : Fingerprint(bytes: row.bytes(Column.proofFingerprint))
            return CatchUpRecord(
                run: row.int64(Column.run),
                peer: row.optionalInt64(Column.peer).map(PeerNumber.init),
                startedMilliseconds: row.uint64(Column.started),
                endedMilliseconds: row.uint64(Column.ended),
                needed: row.int(Column.needed),
                received: row.int(Column.received),
                sent: row.int(Column.sent),
                roundTrips: row.int(Column.roundTrips),
                proof: fingerprint.map {
                    EqualityProof(
                        count: row.int(Column.proofCount),
                        fingerprint: $0,
                        milliseconds: row.uint64(Column.proofTime),
                        excludedAuthors: row.int(Column.proofExcluded),
                        excludesGuests: row.int(Column.proofGuests) != 0
                    )
                }
            )
        }
    }
}
