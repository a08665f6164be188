/// SQLite's own check of a file.
struct DatabaseCheck {
    let reader: LogReader
    /// True when each index entry is compared with its row.
    let isFull: Bool

    func run(_ found: inout LogVerification) throws(StoreError) {
        let pragma = isFull ? "integrity_check" : "quick_check"
        let lines = try reader.connection.statement("PRAGMA \(pragma)(20)")
            .rows { row in row.text(0) ?? "" }
        for line in lines where line != "ok" { found.add(.database, line) }
    }
}
