internal import GossipWire

/// The one row that says what is true of the file as a whole.
struct MetaTable {
    /// The columns of ``load()``, in the order of its `SELECT`.
    private enum Column: Int32 {
        case incarnation, arrivalsSpent, horizon, runToken, expired
    }

    let connection: Connection

    /// The content of the row.
    struct Row {
        /// The identity of the file.
        var incarnation: LogIncarnation
        /// Arrival numbers up to this one are spent.
        var arrivalsSpent: UInt64
        /// The bounds of the log; its cuts are in a separate table.
        var scope: Scope
        /// 16 random bytes of the newest run, `nil` before the first.
        var runToken: [UInt8]?
    }

    /// Reads the row.
    func load() throws(StoreError) -> Row? {
        try connection.statement(
            "SELECT incarnation, arrivals_spent, horizon_ms, run_token, expired_ms FROM meta"
        ).firstRow { row throws(StoreError) in
            Row(
                incarnation: try row.incarnation(Column.incarnation.rawValue),
                arrivalsSpent: row.uint64(Column.arrivalsSpent),
                scope: Scope(
                    horizon: row.uint64(Column.horizon),
                    expired: row.uint64(Column.expired)
                ),
                runToken: try Self.runToken(row)
            )
        }
    }

    private static func runToken(_ row: Statement) throws(StoreError) -> [UInt8]? {
        guard !row.isNull(Column.runToken) else { return nil }
        let token = row.bytes(Column.runToken)
        guard token.count == 16 else { throw row.damaged("a run's token is not 16 bytes long") }
        return token
    }

    /// Makes the row of a new file.
    func create(at wallMilliseconds: UInt64) throws(StoreError) {
        try connection.statement("INSERT INTO meta (one, incarnation, created_ms) VALUES (1, ?, ?)")
            .bind(LogIncarnation.random(), at: 1).bind(wallMilliseconds, at: 2).run()
    }

    /// Notes the token of the run that starts.
    func save(runToken: [UInt8]) throws(StoreError) {
        try connection.statement("UPDATE meta SET run_token = ?").bind(runToken, at: 1).run()
    }

    /// Notes a new incarnation.
    func save(_ incarnation: LogIncarnation) throws(StoreError) {
        try connection.statement("UPDATE meta SET incarnation = ?").bind(incarnation, at: 1).run()
    }

    /// Notes what has been pruned, and up to where no arrival number may be given again.
    func save(_ scope: Scope, spent arrival: UInt64) throws(StoreError) {
        try connection.statement(
            """
            UPDATE meta SET horizon_ms = ?1, expired_ms = ?2,
            arrivals_spent = max(arrivals_spent, ?3)
            """
        )
        .bind(scope.horizon, at: 1)
        .bind(scope.expired, at: 2).bind(arrival, at: 3).run()
    }

    /// 16 bytes from the system's generator: no two files or runs have the same.
    static func randomBytes() -> [UInt8] {
        (0..<16).map { _ in UInt8.random(in: .min ... .max) }
    }
}
