internal import CSQLite

/// A copy of a log as it is now, made page by page while the connection is the only writer.
struct Backup {
    let connection: Connection
    let disk: LogDisk

    init(of connection: Connection, on disk: LogDisk) {
        self.connection = connection
        self.disk = disk
    }

    /// Writes the copy, durable when this returns.
    ///
    /// A half-written one never gets the name.
    func write(to path: String) throws(StoreError) {
        let unfinished = try disk.makeDraft(path, connection.path)
        do {
            let copy = try Connection(path: unfinished, mode: .writer, vfs: disk.vfs)
            try copyPages(to: copy)
            copy.close()
            try disk.move(unfinished, path)
        } catch {
            for ending in ["", "-journal"] { disk.remove(unfinished + ending) }
            throw error
        }
    }

    private func copyPages(to copy: Connection) throws(StoreError) {
        guard let backup = sqlite3_backup_init(copy.handle, "main", connection.handle, "main")
        else { throw copy.error(sqlite3_extended_errcode(copy.handle), sql: nil) }
        let stepped = sqlite3_backup_step(backup, -1)
        let finished = sqlite3_backup_finish(backup)
        guard stepped == SQLITE_DONE, finished == SQLITE_OK else {
            throw copy.error(
                finished == SQLITE_OK ? stepped : finished,
                sql: nil,
                action: "back up the log to"
            )
        }
    }
}
