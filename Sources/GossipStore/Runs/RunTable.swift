internal import GossipWire

/// Each time a node ran on this log.
struct RunTable {
    /// The columns of ``all()``, in the order of its `SELECT`.
    private enum Column: Int32 {
        case number, started, ended, isClean, version, process, messages, arrival, node, name
    }

    let connection: Connection

    /// Notes that a run starts, and gives its number.
    func start(
        version: String,
        messages: Int,
        arrival: UInt64,
        at wallMilliseconds: UInt64
    ) throws(StoreError) -> Int64 {
        let number = try connection.statement(
            """
            INSERT INTO run (started_ms, version, process, messages, arrival)
            VALUES (?, ?, ?, ?, ?) RETURNING number
            """
        )
        .bind(wallMilliseconds, at: 1).bind(version, at: 2)
        .bind(LogFile.processID, at: 3).bind(messages, at: 4).bind(arrival, at: 5)
        .firstRow { row in row.int64(0) }
        guard let number else { throw connection.damaged("a run has no number") }
        return number
    }

    /// Notes whose run it is.
    func identify(_ number: Int64, node: AuthorKey, name: String) throws(StoreError) {
        try connection.statement("UPDATE run SET node = ?2, name = ?3 WHERE number = ?1")
            .bind(number, at: 1).bind(node, at: 2).bind(name.isEmpty ? nil : name, at: 3).run()
    }

    /// Notes that a run has ended.
    func end(_ number: Int64, clean: Bool, at wallMilliseconds: UInt64) throws(StoreError) {
        try connection.statement("UPDATE run SET ended_ms = ?2, clean = ?3 WHERE number = ?1")
            .bind(number, at: 1).bind(wallMilliseconds, at: 2)
            .bind(clean ? 1 : 0, at: 3).run()
    }

    /// A run, and which messages arrived in it.
    struct Arrivals {
        let number: Int64
        /// The arrival numbers it has used; while this state of the log is read, the last run has all
        /// that follow.
        let arrivals: ClosedRange<UInt64>
    }

    /// The run in which a message arrived: the last that began before.
    func run(holding arrival: UInt64) throws(StoreError) -> Arrivals {
        let run = try connection.statement(
            """
            SELECT number, arrival, (SELECT min(arrival) FROM run WHERE arrival >= ?1) FROM run
            WHERE arrival < ?1 ORDER BY number DESC LIMIT 1
            """
        ).bind(arrival, at: 1).firstRow { row in
            let first = row.uint64(1) + 1
            let last = max(first, row.optionalUInt64(2) ?? .max)
            return Arrivals(number: row.int64(0), arrivals: first...last)
        }
        guard let run else { throw connection.damaged("no run has stored message \(arrival)") }
        return run
    }

    /// All runs, the oldest first.
    func all() throws(StoreError) -> [RunRecord] {
        try connection.statement(
            """
            SELECT number, started_ms, ended_ms, clean, version, process, messages, arrival, node,
            name FROM run ORDER BY number
            """
        ).rows { row throws(StoreError) in
            RunRecord(
                number: row.int64(Column.number),
                startedMilliseconds: row.uint64(Column.started),
                endedMilliseconds: row.optionalUInt64(Column.ended),
                isClean: row.int(Column.isClean) != 0,
                version: row.text(Column.version) ?? "",
                processID: row.int(Column.process),
                messagesAtStart: row.int(Column.messages),
                arrivalAtStart: row.uint64(Column.arrival),
                node: row.isNull(Column.node) ? nil : try row.authorKey(Column.node),
                name: row.text(Column.name)
            )
        }
    }
}
