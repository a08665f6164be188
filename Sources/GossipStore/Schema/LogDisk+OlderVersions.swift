internal import GossipMigrations

extension LogDisk {
    /// Brings a log to a version of the schema as programs of that time did, for trials; the log is
    /// whole in its file afterwards.
    package func migrate(_ path: String, toVersion version: Int) throws(StoreError) {
        let connection = try Connection(path: path, mode: .writer, vfs: vfs)
        defer { connection.close() }
        let steps = Migrations.all.filter { $0.version <= version }
        let migrator = Migrator(connection: connection, steps: steps, disk: self)
        let identity = try LogIdentity(of: connection, steps: steps)
        try connection.applyWriterSettings()
        try migrator.migrate(from: identity.version, at: 1)
        let checkpointer = Checkpointer(of: connection)
        checkpointer.drawsMarks = false
        try checkpointer.checkpoint(.truncate)
    }
}
