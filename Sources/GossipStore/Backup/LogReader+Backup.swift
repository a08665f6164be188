internal import CSQLite
internal import GossipWire
internal import Negentropy

extension LogReader {
    /// Pages copied between two reports of progress, 4 MB.
    private static let backupPagesMax: Int32 = 1_000

    /// Copies the log as it is now into a separate file, while a node may run on it.
    ///
    /// The copy is checked, and gets its name only when it is whole and durable.
    ///
    /// The copy has a new incarnation and another run's token, so that no peer, no cursor file and not
    /// the node itself takes it for the log that goes on. It needs no files beside it, and it holds no key: that lies in `FILE.key`.
    ///
    /// The log is read in one transaction: while it lasts, a running node's write-ahead log grows by what
    /// is published, and shrinks again afterwards.
    ///
    /// - Parameters:
    ///   - path: The copy. There must be no file of that name.
    ///   - progress: Called with how many of how many pages are copied.
    /// - Returns: What the copy holds.
    /// - Throws: ``StoreError``, with `corrupt` when the log, and so its copy, is damaged.
    @discardableResult
    public func backUp(
        to path: String,
        progress: (_ done: Int, _ pages: Int) -> Void = { _, _ in }
    ) throws(StoreError) -> LogSnapshot {
        try LogFile.requireAbsent(path)
        let draft = try LogFile.makeDraft(for: path, like: self.path)
        let snapshot = try copy(to: draft, progress: progress)
        try LogFile.publish(draft)
        return snapshot
    }

    /// Fills a file with a checked copy of the log; takes it away when it throws.
    func copy(
        to draft: DraftFile,
        progress: (_ done: Int, _ pages: Int) -> Void
    ) throws(StoreError) -> LogSnapshot {
        do {
            let copy = try Connection(path: draft.draft, mode: .writer)
            let snapshot = try copyPages(to: copy, progress)
            try copy.applyCommonSettings()
            // A file that is whole by itself; the node that opens it turns the write-ahead log on again.
            try copy.execute("PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL")
            try copy.transaction { () throws(StoreError) in
                try MetaTable(connection: copy).save(LogIncarnation.random())
                try MetaTable(connection: copy).save(runToken: MetaTable.randomBytes())
            }
            try copy.requireIntact(holding: snapshot)
            copy.close()
            return snapshot
        } catch {
            draft.abandon()
            LogFile.remove(draft.draft + "-journal")
            throw error
        }
    }

    private func copyPages(
        to copy: Connection,
        _ progress: (Int, Int) -> Void
    ) throws(StoreError) -> LogSnapshot {
        try connection.reading { () throws(StoreError) in
            // This first read fixes the state that all pages are copied of.
            let aggregates = try AggregateTable(connection: connection).load()
            let snapshot = LogSnapshot(aggregates: aggregates, lastArrival: try lastArrival())
            guard let backup = sqlite3_backup_init(copy.handle, "main", connection.handle, "main")
            else { throw copy.error(sqlite3_extended_errcode(copy.handle), sql: nil) }
            var stepped = SQLITE_OK
            while stepped == SQLITE_OK {
                stepped = sqlite3_backup_step(backup, Self.backupPagesMax)
                let pages = Int(sqlite3_backup_pagecount(backup))
                progress(pages - Int(sqlite3_backup_remaining(backup)), pages)
            }
            let finished = sqlite3_backup_finish(backup)
            guard stepped == SQLITE_DONE, finished == SQLITE_OK else {
                throw copy.error(
                    finished == SQLITE_OK ? stepped : finished,
                    sql: nil,
                    action: "write the backup"
                )
            }
            return snapshot
        }
    }
}

extension Connection {
    /// Checks the structure of the file, and that it holds the messages of a snapshot, by their ids.
    func requireIntact(holding snapshot: LogSnapshot) throws(StoreError) {
        let findings = try statement("PRAGMA integrity_check(1)").rows { row in row.text(0) ?? "" }
        guard findings == ["ok"] else {
            throw damaged(findings.first ?? "its structure could not be checked")
        }
        var count = 0
        var sum = IDSum()
        try statement("SELECT id FROM message ORDER BY id").forEachRow { row throws(StoreError) in
            count += 1
            sum.add(ItemID(try row.messageID(0)))
            return true
        }
        guard count == snapshot.count, sum == snapshot.sum else {
            throw damaged("it holds \(count) messages, and its sums are of \(snapshot.count)")
        }
    }
}
