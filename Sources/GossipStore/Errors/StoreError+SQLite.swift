internal import CSQLite
internal import Glibc

extension StoreError {
    /// Translates an extended result code of SQLite and what SQLite says to it, which never holds a
    /// bound value.
    ///
    /// The statement is quoted only when the fault is the program's own.
    static func sqlite(
        _ result: Int32,
        message: String,
        action: String,
        path: String,
        sql: String?,
        systemError: Int32 = 0
    ) -> StoreError {
        let isFull = isWantOfSpace(result, systemError)
        let kind = Kind(primary: isFull ? SQLITE_FULL : result & 0xFF, path: path)
        let own = kind.code == .internalFault
        return StoreError(
            kind.code,
            action,
            path,
            reason: kind.reason ?? "\(message) (SQLite code \(result))",
            hint: kind.hint,
            sql: own ? sql : nil
        )
    }

    /// Tells want of space from trouble of the disk, where SQLite does not.
    ///
    /// It calls a spent quota an error of writing, and the index of the write-ahead log is not told from
    /// one that fails. A sync that failed for want of space is an error all the same.
    private static func isWantOfSpace(_ result: Int32, _ systemError: Int32) -> Bool {
        switch result {
        case SQLITE_IOERR | 19 << 8: true  // SQLITE_IOERR_SHMSIZE
        case SQLITE_IOERR | 3 << 8, SQLITE_CANTOPEN:  // SQLITE_IOERR_WRITE
            systemError == EDQUOT || systemError == ENOSPC
        default: false
        }
    }

    /// The meaning of a primary result code for the log.
    private struct Kind {
        var code: Code
        var reason: String?
        var hint = ""

        init(primary: Int32, path: String) {
            switch primary {
            // PROTOCOL is a reader's or writer's own wait for a place in the write-ahead log, given up.
            case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_PROTOCOL:
                code = .busy
                reason = "another program holds the file"
                hint = "Close what else writes to it, then try again."
            case SQLITE_FULL:
                code = .full
                reason = "no space is left on the disk"
                hint = "Nothing is lost; free some space, then it goes on."
            case SQLITE_IOERR:
                code = .io
                hint = "Look after the disk, then start again: nothing is stored until then."
            case SQLITE_CORRUPT:
                code = .corrupt
                hint = StoreError.setAsideHint(path)
            // A value that this program never stores.
            case SQLITE_MISMATCH, SQLITE_TOOBIG:
                code = .corrupt
                hint = StoreError.setAsideHint(path)
            case SQLITE_INTERRUPT:
                code = .corrupt
                reason = "reading it takes far more work than a sound log of its size"
                hint = StoreError.setAsideHint(path)
            case SQLITE_NOTADB:
                code = .notALog
                reason = "this is no gossip log, or its first page is damaged"
                hint = "Look at the name. \(StoreError.setAsideHint(path))"
            case SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_AUTH:
                code = .unreadable
                hint = "Look at the rights of the file and its folder."
            case SQLITE_READONLY:
                code = .unwritable
                hint = "Look at the rights of the file and its folder."
            default:
                code = .internalFault
                hint = "This is a fault of the program; please report it."
            }
        }
    }

    /// The advice for a damaged log: peers have the messages.
    package static func setAsideHint(_ path: String) -> String {
        "Stop the node and move \(path) and \(path)-wal elsewhere together. Save what reads with "
            + "gossip-log salvage MOVED \(path), then start the node: it fetches the rest from its peers."
    }

    /// Says that a row holds something that this program never writes.
    static func damaged(_ what: String, action: String, path: String) -> StoreError {
        StoreError(.corrupt, action, path, reason: what, hint: setAsideHint(path))
    }
}
