internal import GossipMigrations

/// Brings a log's schema up to date: forward only, each step in one transaction.
struct Migrator {
    let connection: Connection
    let steps: [Migration]
    /// The disk of the copy made before a log with data is changed.
    var disk = LogDisk.system

    /// The newest version these steps lead to.
    var newest: Int { steps.last?.version ?? 0 }

    /// Applies what is missing.
    ///
    /// A log that holds data is copied to `FILE.before-vN` first.
    func migrate(from version: Int, at wallMilliseconds: UInt64) throws(StoreError) {
        try checkHistory(upTo: version)
        guard version < newest else { return }
        if version > 0 {
            try Backup(of: connection, on: disk).write(to: "\(connection.path).before-v\(newest)")
        }
        try MigrationFunctions.define(on: connection)
        for step in steps where step.version > version {
            try apply(step, at: wallMilliseconds)
        }
    }

    /// Checks that the steps which made the file had the same text as here.
    func checkHistory(upTo version: Int) throws(StoreError) {
        guard version > 0 else { return }
        let applied = try connection.statement("SELECT version, checksum FROM migration")
            .rows { row in (row.int(0), row.text(1) ?? "") }
        for step in steps where step.version <= version {
            guard applied.contains(where: { $0 == (step.version, step.checksum) }) else {
                throw StoreError(
                    .changedMigration,
                    "open the log",
                    connection.path,
                    reason: "its schema was not made by the migration \(step.name) of this program",
                    hint: "Use the program that made the log, or start afresh with another file."
                )
            }
        }
    }

    private func apply(_ step: Migration, at wallMilliseconds: UInt64) throws(StoreError) {
        try connection.transaction { () throws(StoreError) in
            try connection.execute(String(decoding: step.sql, as: UTF8.self))
            try connection.execute(
                """
                PRAGMA application_id = \(LogIdentity.applicationID);
                PRAGMA user_version = \(step.version)
                """
            )
            try connection.statement(
                "INSERT INTO migration (version, name, checksum, applied_ms) VALUES (?, ?, ?, ?)"
            )
            .bind(step.version, at: 1).bind(step.name, at: 2).bind(step.checksum, at: 3)
            .bind(wallMilliseconds, at: 4).run()
        }
    }
}
