/// Each time a node ran on this log.
struct RunTable {
    let connection: Connection

    /// Notes that a run starts, and gives its number.
    func start(
        version: String,
        messages: Int,
        arrival: Int64,
        at wallMilliseconds: UInt64
    ) throws(StoreError) -> Int64 {
        let number = try connection.statement(
            """
            INSERT INTO run (started_ms, version, process, messages, arrival)
            VALUES (?, ?, ?, ?, ?) RETURNING number
            """
        )
        .bind(milliseconds: wallMilliseconds, at: 1).bind(version, at: 2)
        .bind(LogFile.processID, at: 3).bind(messages, at: 4).bind(arrival, at: 5)
        .firstRow { row in row.int64(0) }
        guard let number else { throw connection.damaged("a run has no number") }
        return number
    }

    /// Notes that a run has ended.
    func end(_ number: Int64, clean: Bool, at wallMilliseconds: UInt64) throws(StoreError) {
        try connection.statement("UPDATE run SET ended_ms = ?2, clean = ?3 WHERE number = ?1")
            .bind(number, at: 1).bind(milliseconds: wallMilliseconds, at: 2)
            .bind(clean ? 1 : 0, at: 3).run()
    }

    /// All runs, the oldest first.
    func all() throws(StoreError) -> [RunRecord] {
        try connection.statement(
            """
            SELECT number, started_ms, ended_ms, clean, version, process, messages, arrival
            FROM run ORDER BY number
            """
        ).rows { row in
            RunRecord(
                number: row.int64(0),
                startedMilliseconds: row.milliseconds(1),
                endedMilliseconds: row.optionalMilliseconds(2),
                isClean: row.int(3) != 0,
                version: row.text(4) ?? "",
                processID: row.int(5),
                messagesAtStart: row.int(6),
                arrivalAtStart: row.int64(7)
            )
        }
    }
}
