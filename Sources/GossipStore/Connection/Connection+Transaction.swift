internal import CSQLite

extension Connection {
    /// Runs the body in one writing transaction: all of it is durable when this returns, and nothing
    /// of it is there when this throws.
    ///
    /// `movesPages` says that the body changes the file without a row's change.
    func transaction<Result>(
        movesPages: Bool = false,
        _ body: () throws(StoreError) -> Result
    ) throws(StoreError) -> Result {
        if let refusal { throw refusal }
        try statement("BEGIN IMMEDIATE").run()
        do {
            let before = sqlite3_total_changes64(handle)
            let result = try body()
            let hasChanged = movesPages || sqlite3_total_changes64(handle) != before
            if isFileWhole, hasChanged { try FileMark.renew(on: self) }
            try statement("COMMIT").run()
            if hasChanged { isFileWhole = false }
            return result
        } catch {
            rollBack()
            throw error
        }
    }

    /// Runs the body on one state of the log, which it should leave again soon: while it lasts, the
    /// write-ahead log cannot be taken back to its start.
    func reading<Result>(_ body: () throws(StoreError) -> Result) throws(StoreError) -> Result {
        try statement("BEGIN").run()
        do {
            let result = try body()
            try statement("COMMIT").run()
            return result
        } catch {
            rollBack()
            throw error
        }
    }

    /// SQLite rolls back by itself after some errors (a full disk) and leaves it to us after others.
    private func rollBack() {
        guard inTransaction else { return }
        // Fails only where nothing is left to be done; the error that led here counts.
        sqlite3_exec(handle, "ROLLBACK", nil, nil, nil)
    }
}
