/// The SQLite library and its known faults.
struct SQLiteCheck {
    let version: String
    /// As SQLite counts: 3040001 for 3.40.1.
    let number: Int

    var finding: Finding {
        // https://sqlite.org/wal.html, "The WAL-Reset Bug".
        if number < 3_051_003 {
            return .note(
                "sqlite",
                "version \(version) can corrupt a log when a checkpoint on one connection meets a "
                    + "commit on another (the WAL-reset bug, mended in 3.51.3).",
                "The node does both on one connection, which avoids it; let no other program write "
                    + "to the log. Newer is better still."
            )
        }
        return .good("sqlite", "version \(version), no fault known that concerns a log.")
    }
}
