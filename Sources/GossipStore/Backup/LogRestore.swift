/// The way of a backup back into the place of a log.
public struct LogRestore {
    /// The content of the log now.
    public let snapshot: LogSnapshot
    /// The new path of the log that stood there before; `nil` for none.
    public let replaced: String?

    /// Puts a checked copy of a backup in the place of a log, under a new incarnation: peers and cursor
    /// files that knew the log see that it has gone back in time.
    ///
    /// A log that is there is moved aside, never removed, and never while a node runs on it.
    ///
    /// - Parameters:
    ///   - backup: A file that ``LogReader/backUp(to:progress:)`` wrote, or any log.
    ///   - path: Where the log belongs.
    ///   - isReplacing: True to put aside a log that is there.
    ///   - wallMilliseconds: The time of this machine's clock, in milliseconds since 1970.
    ///   - progress: Called with how many of how many pages are copied.
    /// - Throws: ``StoreError``, with `locked` while a node runs on the log, `misuse` for a log
    ///   that may not be replaced.
    public init(
        of backup: LogReader,
        to path: String,
        replacing isReplacing: Bool,
        at wallMilliseconds: UInt64,
        progress: (_ done: Int, _ pages: Int) -> Void = { _, _ in }
    ) throws(StoreError) {
        let paths = LogPath(path)
        try paths.requireUnambiguous()
        let path = paths.log
        let lock = try FileLock(of: paths)
        defer { lock.release() }
        let isThere = LogFile.size(path) != nil
        guard isReplacing || !isThere else { throw .occupied(path) }
        let draft = try LogFile.makeDraft(for: path, like: isThere ? path : backup.path)
        snapshot = try backup.copy(to: draft, progress: progress)
        do {
            replaced = isThere ? try Self.putAside(path, at: wallMilliseconds) : nil
            if !isThere { try Self.removeLeftovers(of: paths) }
        } catch {
            draft.abandon()
            throw error
        }
        try LogFile.publish(draft)
    }

    /// Moves a log out of the way; gives its new path.
    private static func putAside(
        _ path: String,
        at wallMilliseconds: UInt64
    ) throws(StoreError) -> String {
        // What belongs together is moved together: the write-ahead log holds the newest messages.
        let aside = "\(path).replaced-\(wallMilliseconds)"
        for ending in ["-wal", "-shm", ""] where LogFile.size(path + ending) != nil {
            try LogFile.move(path + ending, to: aside + ending)
        }
        return aside
    }

    /// A write-ahead log without its log would be taken for the new one's.
    private static func removeLeftovers(of paths: LogPath) throws(StoreError) {
        guard LogFile.size(paths.writeAheadLog) ?? 0 == 0 else {
            throw StoreError(
                .unwritable,
                "restore to",
                paths.log,
                reason: "there is \(paths.writeAheadLog) without the log it belongs to",
                hint: "It may hold messages. Move it elsewhere, then try again."
            )
        }
        LogFile.remove(paths.writeAheadLog)
        LogFile.remove(paths.sharedMemory)
    }
}

extension StoreError {
    /// The error for a name that is taken.
    static func occupied(_ path: String) -> StoreError {
        StoreError(
            .misuse,
            "write",
            path,
            reason: "there is a file of that name",
            hint: "Name another, or take it away."
        )
    }
}
