internal import CSQLite

/// Takes the write-ahead log back into the file, from the writing connection only.
///
/// SQLite before 3.51.3 can corrupt a log when a checkpoint on one connection meets a commit on another
/// (the WAL-reset bug). Here both happen on one connection, and its sign is watched for: a checkpoint
/// that moved more frames than were logged.
final class Checkpointer {
    /// The mode of a checkpoint.
    enum Mode {
        /// The next commit starts at the beginning of the write-ahead log, which keeps its length:
        /// overwriting syncs faster than growing.
        case restart
        /// The write-ahead log gives its space back.
        case truncate
    }

    /// A checkpoint is due when the write-ahead log has grown by this many pages, 16 MB.
    var dueFrames = 4_096
    /// An append checkpoints first when nobody has up to this many pages, 64 MB.
    var overdueFrames = 16_384
    /// The longest wait of a checkpoint for readers.
    ///
    /// They take short transactions; one that does not is left alone until the next time.
    static let readerWaitMilliseconds: Int32 = 100

    /// False for trials with the schema of older programs.
    var drawsMarks = true

    private unowned let connection: Connection
    /// Pages in the write-ahead log after the last commit, written by SQLite's hook.
    private let frames: UnsafeMutablePointer<Int32>
    /// Pages there were when a reader last kept a checkpoint from finishing.
    private var triedAt = 0

    init(of connection: Connection) {
        self.connection = connection
        frames = .allocate(capacity: 1)
        frames.initialize(to: 0)
        sqlite3_wal_hook(
            connection.handle,
            { frames, _, _, count in
                frames?.assumingMemoryBound(to: Int32.self).pointee = count
                return SQLITE_OK
            },
            frames
        )
    }

    deinit {
        frames.deallocate()
    }

    /// True when a checkpoint is worth its time.
    var isDue: Bool { Int(frames.pointee) >= triedAt + dueFrames }

    /// True when the write-ahead log has become far longer than it should.
    var isOverdue: Bool { Int(frames.pointee) >= triedAt + overdueFrames }

    /// Takes all that readers allow back into the file.
    ///
    /// - Returns: `false` when a reader kept it from finishing; what could be done is done.
    @discardableResult
    func checkpoint(_ mode: Mode) throws(StoreError) -> Bool {
        // Nothing was written, and nothing may be.
        guard connection.refusal == nil else { return true }
        sqlite3_busy_timeout(connection.handle, Self.readerWaitMilliseconds)
        defer { sqlite3_busy_timeout(connection.handle, Connection.busyMillisecondsMax) }
        var logged: Int32 = 0
        var checkpointed: Int32 = 0
        let result = sqlite3_wal_checkpoint_v2(
            connection.handle,
            "main",
            mode == .restart ? SQLITE_CHECKPOINT_RESTART : SQLITE_CHECKPOINT_TRUNCATE,
            &logged,
            &checkpointed
        )
        guard checkpointed <= logged else {
            throw StoreError.damaged(
                "SQLite \(String(cString: sqlite3_libversion())) moved \(checkpointed) of \(logged) "
                    + "logged pages, the sign of its WAL-reset bug",
                action: "checkpoint the log",
                path: connection.path
            )
        }
        switch result & 0xFF {
        case SQLITE_OK:
            frames.pointee = 0
            triedAt = 0
            connection.isFileWhole = drawsMarks
            return true
        case SQLITE_BUSY, SQLITE_LOCKED:
            triedAt = Int(frames.pointee)
            return false
        default:
            throw connection.error(result, sql: nil, action: "checkpoint the log")
        }
    }
}
