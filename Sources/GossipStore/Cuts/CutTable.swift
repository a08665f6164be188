internal import GossipWire

/// The cuts of a log, at most one an author and reason.
struct CutTable {
    /// The columns of ``all()``, in the order of its `SELECT`.
    private enum Column: Int32 {
        case author, reason, sequence, reached
    }

    let connection: Connection

    /// All of them, ascending by author.
    func all() throws(StoreError) -> [LogCut] {
        let cuts = try connection.statement(
            "SELECT author, reason, sequence, reached FROM cut ORDER BY author, reason"
        ).rows { row throws(StoreError) in
            guard let reason = CutReason(rawValue: row.int64(Column.reason)) else {
                throw row.damaged("why an author is cut is not known")
            }
            return LogCut(
                author: try row.authorKey(Column.author),
                reason: reason,
                sequence: UInt64(bitPattern: row.int64(Column.sequence)),
                reached: UInt64(bitPattern: row.int64(Column.reached))
            )
        }
        guard cuts.kept.count <= Cuts.countMax, cuts.allSatisfy({ $0.reached >= $0.sequence })
        else { throw connection.damaged("its cuts are none") }
        return cuts
    }

    /// Writes a cut that is new or has changed.
    func save(_ cut: LogCut) throws(StoreError) {
        try connection.statement(
            "REPLACE INTO cut (author, reason, sequence, reached) VALUES (?1, ?2, ?3, ?4)"
        )
        .bind(cut.author, at: 1).bind(cut.reason.rawValue, at: 2)
        .bind(Int64(bitPattern: cut.sequence), at: 3)
        .bind(Int64(bitPattern: cut.reached), at: 4).run()
    }

    /// Takes a cut away.
    func remove(_ cut: LogCut) throws(StoreError) {
        try connection.statement("DELETE FROM cut WHERE author = ?1 AND reason = ?2")
            .bind(cut.author, at: 1).bind(cut.reason.rawValue, at: 2).run()
    }
}
