internal import CSQLite

/// A copy of a log as it is now, made page by page while the connection is the only writer.
struct Backup {
    let connection: Connection

    init(of connection: Connection) {
        self.connection = connection
    }

    /// Writes the copy, durable when this returns.
    ///
    /// A half-written one never gets the name.
    func write(to path: String) throws(StoreError) {
        let unfinished = path + ".unfinished"
        LogFile.remove(unfinished)
        do {
            let copy = try Connection(path: unfinished, mode: .writer)
            try copyPages(to: copy)
            copy.close()
            try LogFile.move(unfinished, to: path)
        } catch {
            LogFile.remove(unfinished)
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
