internal import Glibc

/// The exclusive lock of the one node that uses a log: `FILE.lock`, beside the log.
///
/// The kernel lets go of it when the process ends, however it ends. The file itself stays: taking it away
/// could take it from under another process that is about to lock it. The lock is one of an open file
/// description (`F_OFD_SETLK` of Linux): others ask for it without taking it, even for a moment, so that a
/// query never stands in a node's way.
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
        // From here on `deinit` closes it, also when this throws: closed twice, it would be another's.
        // It is written to: a file that somebody else's name leads to here is not.
        guard Self.isOwn(descriptor) else {
            throw .foreignLock(paths.lock, logPath)
        }
        guard Self.set(.node, to: F_WRLCK, descriptor) else {
            let reason = errno
            let holder = LogHolder(reading: descriptor)?.process
            guard reason == EWOULDBLOCK || reason == EACCES else {
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
        // For the sentence that another node prints; the lock holds without it.
        LogHolder(process: LogFile.processID, socket: nil).write(to: descriptor)
    }

    deinit {
        release()
    }

    /// Gives the lock back.
    ///
    /// Calling it again does nothing. Unlocks before it closes: a child that this process is just starting
    /// has a copy of the descriptor until it becomes another program, and a lock lasts as long as a copy.
    func release() {
        guard descriptor >= 0 else { return }
        for mark in Mark.allCases { _ = Self.set(mark, to: F_UNLCK, descriptor) }
        close(descriptor)
        descriptor = -1
    }

    /// True when some node has the log locked; no if that cannot be known.
    static func isHeld(of paths: LogPath) -> Bool { isSet(.node, of: paths) }

    /// Marks the lock as that of a node without a right to change the log.
    func declareReadOnly() { _ = Self.set(.readOnly, to: F_WRLCK, descriptor) }

    /// True when the lock is marked so: its holder changes nothing.
    static func isReadOnly(of paths: LogPath) -> Bool { isSet(.readOnly, of: paths) }

    /// A byte of the file that its holder has locked.
    private enum Mark: Int, CaseIterable {
        /// A node uses the log.
        case node
        /// It only reads.
        case readOnly

        /// The lock of the byte, as the kernel takes it.
        func record(_ type: Int32) -> Glibc.flock {
            var record = Glibc.flock()
            record.l_type = Int16(type)
            record.l_whence = Int16(SEEK_SET)
            record.l_start = off_t(rawValue)
            record.l_len = 1
            return record
        }
    }

    /// Locks or unlocks a byte of the file; `false` with `errno` when another has it.
    private static func set(_ mark: Mark, to type: Int32, _ descriptor: Int32) -> Bool {
        var record = mark.record(type)
        return withUnsafeMutablePointer(to: &record) { fcntl(descriptor, setCommand, $0) } == 0
    }

    /// True when somebody has a byte of the file locked.
    private static func isSet(_ mark: Mark, of paths: LogPath) -> Bool {
        let descriptor = open(paths.lock, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var record = mark.record(F_WRLCK)
        return withUnsafeMutablePointer(to: &record) { fcntl(descriptor, getCommand, $0) } == 0
            && record.l_type != Int16(F_UNLCK)
    }

    /// F_OFD_GETLK and F_OFD_SETLK of Linux, whose locks belong to the open file and not the process.
    private static let getCommand: Int32 = 36
    private static let setCommand: Int32 = 37

    /// True for a regular file with one name.
    private static func isOwn(_ descriptor: Int32) -> Bool {
        var status = stat()
        return fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
            && status.st_nlink <= 1
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
