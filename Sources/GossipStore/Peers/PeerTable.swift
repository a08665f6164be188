internal import GossipWire

/// The peers of a node.
struct PeerTable {
    /// The columns of ``all()``, in the order of its `SELECT`.
    private enum Column: Int32 {
        case number, address, node, name, source, firstSeen, lastSeen, roundTrip, failures, status
        case cursorIncarnation, cursorArrival
    }

    let connection: Connection

    /// The row of a peer, made when there is none.
    ///
    /// Belongs into a transaction.
    ///
    /// A row whose node was not known gets the node that answered there. Without a node, the address
    /// means whoever answered there last.
    func number(for identity: PeerIdentity, source: PeerSource) throws(StoreError) -> PeerNumber {
        guard let node = identity.node else {
            let latest = try connection.statement(
                """
                SELECT number FROM peer WHERE address = ?
                ORDER BY last_seen_ms DESC, number DESC LIMIT 1
                """
            ).bind(identity.address, at: 1).firstRow { row in PeerNumber(rawValue: row.int64(0)) }
            if let latest { return latest }
            return try insert(identity, source: source)
        }
        if let exact = try find(identity.address, node: node.bytes) { return exact }
        guard let unnamed = try find(identity.address, node: []) else {
            return try insert(identity, source: source)
        }
        try connection.statement("UPDATE peer SET node = ?2 WHERE number = ?1")
            .bind(unnamed.rawValue, at: 1).bind(node, at: 2).run()
        return unnamed
    }

    private func find(_ address: String, node: [UInt8]) throws(StoreError) -> PeerNumber? {
        try connection.statement("SELECT number FROM peer WHERE address = ? AND node = ?")
            .bind(address, at: 1).bind(node, at: 2)
            .firstRow { row in PeerNumber(rawValue: row.int64(0)) }
    }

    private func insert(
        _ identity: PeerIdentity,
        source: PeerSource
    ) throws(StoreError) -> PeerNumber {
        let number = try connection.statement(
            "INSERT INTO peer (address, node, source) VALUES (?, ?, ?) RETURNING number"
        )
        .bind(identity.address, at: 1).bind(identity.node?.bytes ?? [], at: 2)
        .bind(source.code, at: 3).firstRow { row in PeerNumber(rawValue: row.int64(0)) }
        guard let number else { throw connection.damaged("a peer has no number") }
        return number
    }

    /// Saves what is known of peers; what a record leaves open stays as it was.
    ///
    /// A peer that was configured once stays so: an operator's word says more than a discovery.
    ///
    /// Belongs into a transaction.
    func save(_ records: [PeerRecord]) throws(StoreError) {
        for record in records {
            let number = try number(for: record.identity, source: record.source)
            try connection.statement(
                """
                UPDATE peer SET name = coalesce(?2, name), source = min(source, ?3),
                first_seen_ms = coalesce(?4, first_seen_ms, last_seen_ms, ?5),
                last_seen_ms = coalesce(?5, last_seen_ms),
                round_trip_us = coalesce(?6, round_trip_us), failures = ?7, status = ?8,
                cursor_incarnation = coalesce(?9, cursor_incarnation),
                cursor_arrival = coalesce(?10, cursor_arrival)
                WHERE number = ?1
                """
            )
            .bind(number.rawValue, at: 1).bind(record.name, at: 2)
            .bind(record.source.code, at: 3)
            .bind(record.firstSeenMilliseconds, at: 4)
            .bind(record.lastSeenMilliseconds, at: 5)
            .bind(record.roundTripMicroseconds, at: 6)
            .bind(record.failures, at: 7).bind(record.status.rawValue, at: 8)
            .bind(record.cursor?.incarnation.bytes, at: 9).bind(record.cursor?.arrival, at: 10)
            .run()
        }
    }

    /// Removes the rows of peers without an answer ever, and of those dead for long that nobody configured;
    /// returns their number.
    ///
    /// An address that has never answered may be a slip of the operator. Long is measured against the peer seen latest, so that no clock can be wrong. The newest row
    /// stays: its number must not go to another peer, since messages name it.
    func forgetDead(forMilliseconds long: UInt64) throws(StoreError) -> Int {
        try connection.statement(
            """
            DELETE FROM peer WHERE number < (SELECT max(number) FROM peer)
            AND (
                coalesce(last_seen_ms, first_seen_ms) IS NULL
                OR source = ?1 AND coalesce(last_seen_ms, first_seen_ms)
                    < (SELECT max(last_seen_ms) FROM peer) - ?2
            )
            RETURNING number
            """
        )
        .bind(PeerSource.discovered.code, at: 1).bind(long, at: 2)
        .rows { row in row.int64(0) }.count
    }

    /// Removes the rows beyond the bounds, and returns their number.
    ///
    /// Of the rows of one address the latest seen stay. Of all discovered rows those go first that were
    /// never reached, then those of the host with the most rows, there the ones without a cursor and the
    /// longest dead. The newest row stays: its number must not go to another peer, since messages name
    /// it.
    ///
    /// Belongs into a transaction.
    func forgetSurplus(rowsMax: Int, rowsOfAddressMax: Int) throws(StoreError) -> Int {
        let repeated = try connection.statement(
            """
            DELETE FROM peer WHERE number < (SELECT max(number) FROM peer) AND number IN (
                SELECT number FROM (
                    SELECT number, row_number() OVER (
                        PARTITION BY address ORDER BY last_seen_ms DESC, number DESC
                    ) AS place FROM peer
                ) WHERE place > ?1
            ) RETURNING number
            """
        ).bind(rowsOfAddressMax, at: 1).rows { row in row.int64(0) }.count
        let surplus = try count() - rowsMax
        guard surplus > 0 else { return repeated }
        // A host is the address without its port.
        return try repeated
            + connection.statement(
                """
                DELETE FROM peer WHERE number IN (
                    SELECT number FROM (
                        SELECT number, last_seen_ms, row_number() OVER (
                            PARTITION BY rtrim(rtrim(address, '0123456789'), ':')
                            ORDER BY cursor_arrival IS NULL, last_seen_ms DESC, number DESC
                        ) AS place
                        FROM peer WHERE source = ?1 AND number < (SELECT max(number) FROM peer)
                    ) ORDER BY last_seen_ms IS NOT NULL, place DESC, last_seen_ms, number LIMIT ?2
                ) RETURNING number
                """
            )
            .bind(PeerSource.discovered.code, at: 1).bind(surplus, at: 2)
            .rows { row in row.int64(0) }.count
    }

    private func count() throws(StoreError) -> Int {
        try connection.statement("SELECT count(*) FROM peer").firstRow { row in row.int(0) } ?? 0
    }

    /// All peers with their rows; the last good ones first: answering, then the latest seen.
    func all() throws(StoreError) -> [(number: PeerNumber, record: PeerRecord)] {
        try connection.statement(
            """
            SELECT number, address, node, name, source, first_seen_ms, last_seen_ms,
            round_trip_us, failures, status, cursor_incarnation, cursor_arrival FROM peer
            ORDER BY status <> 'up', failures > 0, last_seen_ms DESC, number
            """
        ).rows { row in
            let cursor = LogIncarnation(bytes: row.bytes(Column.cursorIncarnation)).map {
                PeerCursor(incarnation: $0, arrival: row.uint64(Column.cursorArrival))
            }
            let record = PeerRecord(
                identity: PeerIdentity(
                    address: row.text(Column.address) ?? "",
                    node: AuthorKey(bytes: row.bytes(Column.node))
                ),
                name: row.text(Column.name),
                source: PeerSource(code: row.int(Column.source)),
                status: row.text(Column.status).flatMap(PeerStatus.init) ?? .unknown,
                firstSeenMilliseconds: row.optionalUInt64(Column.firstSeen),
                lastSeenMilliseconds: row.optionalUInt64(Column.lastSeen),
                roundTripMicroseconds: row.optionalUInt64(Column.roundTrip),
                failures: row.int(Column.failures),
                cursor: cursor
            )
            return (PeerNumber(rawValue: row.int64(Column.number)), record)
        }
    }
}
