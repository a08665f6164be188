internal import Glibc

/// The exclusive lock of the one node that uses a log: `FILE.lock`, beside the log.
///
/// The kernel lets go of it when the process ends, however it ends. The file itself stays: taking it away
/// could take it from under another process that is about to lock it.
final class FileLock {
    private var descriptor: Int32

    /// Takes the lock, or says who has it.
    init(of paths: LogPath) throws(StoreError) {
        let logPath = paths.log
        descriptor = open(paths.lock, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            throw errno == ELOOP
                ? .foreignLock(paths.lock, logPath) : .fileAccess(errno, logPath, writing: true)
        }
        // It is written to: a file that somebody else's name leads to here is not.
        guard Self.isOwn(descriptor) else {
            close(descriptor)
            throw .foreignLock(paths.lock, logPath)
        }
        guard Self.lock(descriptor) else {
            let reason = errno
            let holder = Self.holder(descriptor)
            close(descriptor)
            guard reason == EWOULDBLOCK else {
                throw StoreError(
                    .unwritable,
                    "lock the log",
                    logPath,
                    reason: String(cString: strerror(reason)),
                    hint: "Put the log on a local disk whose file system has locks."
                )
            }
            throw StoreError(
                .locked,
                "open the log",
                logPath,
                reason: "another node uses it" + (holder.map { " (process \($0))" } ?? ""),
                hint: "Stop that node, or give this one a file of its own."
            )
        }
        let text = "\(getpid())\n"
        // Only for the sentence that another node prints; the lock holds without it.
        _ = ftruncate(descriptor, 0)
        _ = pwrite(descriptor, text, text.utf8.count, 0)
    }

    /// Locks for good, or tells that another node has the lock.
    ///
    /// Whoever only asks (``isHeld(of:)``) has a shared lock for some microseconds. That one can
    /// share it too shows that no node has it, and then it is tried again.
    private static func lock(_ descriptor: Int32) -> Bool {
        for _ in 0..<triesMax {
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return true }
            guard errno == EWOULDBLOCK, flock(descriptor, LOCK_SH | LOCK_NB) == 0 else {
                return false
            }
            sched_yield()
        }
        errno = EWOULDBLOCK
        return false
    }

    /// Far more tries than anybody asks in a row.
    private static let triesMax = 10_000

    deinit {
        release()
    }

    /// Gives the lock back.
    ///
    /// Calling it again does nothing. Unlocks before it closes: a child that this process is just starting
    /// has a copy of the descriptor until it becomes another program, and a lock lasts as long as a copy.
    func release() {
        guard descriptor >= 0 else { return }
        flock(descriptor, LOCK_UN)
        close(descriptor)
        descriptor = -1
    }

    /// True when some node has the log locked; no if that cannot be known.
    static func isHeld(of paths: LogPath) -> Bool {
        let descriptor = open(paths.lock, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        guard flock(descriptor, LOCK_SH | LOCK_NB) == 0 else { return errno == EWOULDBLOCK }
        flock(descriptor, LOCK_UN)
        return false
    }

    /// Marks the lock as that of a node without a right to change the log.
    func declareReadOnly() {
        var lock = Self.readOnlyMark
        _ = withUnsafeMutablePointer(to: &lock) { fcntl(descriptor, Self.setMark, $0) }
    }

    /// True when the lock is marked so: its holder changes nothing.
    static func isReadOnly(of paths: LogPath) -> Bool {
        let descriptor = open(paths.lock, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var lock = readOnlyMark
        guard withUnsafeMutablePointer(to: &lock, { fcntl(descriptor, getMark, $0) }) == 0
        else { return false }
        return lock.l_type != Int16(F_UNLCK)
    }

    /// The lock of the first byte of the file: its holder only reads.
    private static var readOnlyMark: Glibc.flock {
        var lock = Glibc.flock()
        lock.l_type = Int16(F_WRLCK)
        lock.l_whence = Int16(SEEK_SET)
        lock.l_len = 1
        return lock
    }

    /// F_OFD_GETLK and F_OFD_SETLK of Linux, whose locks belong to the open file and not the process.
    private static let getMark: Int32 = 36
    private static let setMark: Int32 = 37

    /// True for a regular file with one name.
    private static func isOwn(_ descriptor: Int32) -> Bool {
        var status = stat()
        return fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
            && status.st_nlink <= 1
    }

    /// The process that the lock file names.
    private static func holder(_ descriptor: Int32) -> Int? {
        var bytes = [UInt8](repeating: 0, count: 32)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        guard count > 0 else { return nil }
        return Int(
            String(decoding: bytes[..<count].prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
        )
    }
}

extension StoreError {
    /// The error for something in the place of the lock that this program has not made.
    fileprivate static func foreignLock(_ lock: String, _ log: String) -> StoreError {
        StoreError(
            .unwritable,
            "lock the log",
            log,
            reason: "\(lock) is a link or no file, and belongs to somebody else",
            hint: "Look who has put it there, and take it away."
        )
    }
}
