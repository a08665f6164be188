internal import Glibc

/// The facts of the file system about the file of a log.
enum LogFile {
    /// The size in bytes, or `nil` when there is no such file.
    static func size(_ path: String) -> Int? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        return Int(status.st_size)
    }

    /// Checks that there is a regular file that may be read.
    static func requireReadable(_ path: String) throws(StoreError) {
        var status = stat()
        guard stat(path, &status) == 0 else { throw .fileAccess(errno, path, writing: false) }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw StoreError(
                .notALog,
                "open the log",
                path,
                reason: "it is not a file",
                hint: "Name the file of a log with --db."
            )
        }
        guard access(path, R_OK) == 0 else { throw .fileAccess(errno, path, writing: false) }
    }

    /// Puts a file in the place of another name, in one step, and durable when this returns.
    static func move(_ path: String, to target: String) throws(StoreError) {
        guard rename(path, target) == 0 else { throw .fileAccess(errno, target, writing: true) }
        try syncFolder(of: target)
    }

    /// Takes a file away, if it is there.
    static func remove(_ path: String) {
        unlink(path)
    }

    /// This process.
    static var processID: Int { Int(getpid()) }
}

extension StoreError {
    /// The error for a file that the system does not let us have.
    static func fileAccess(_ number: Int32, _ path: String, writing: Bool) -> StoreError {
        let reason = String(cString: strerror(number)).lowercasedFirst
        switch number {
        case ENOENT where !writing:
            return StoreError(
                .missing,
                "open the log",
                path,
                reason: "there is no such file",
                hint: "Name the log of a node with --db."
            )
        case ENOENT, ENOTDIR:
            return StoreError(
                writing ? .unwritable : .missing,
                "open the log",
                path,
                reason: "its folder does not exist",
                hint: "Make the folder, or name another."
            )
        case ENOSPC:
            return StoreError(
                .full,
                "open the log",
                path,
                reason: "no space is left on the disk",
                hint: "Free some space, then start again."
            )
        default:
            return StoreError(
                writing ? .unwritable : .unreadable,
                "open the log",
                path,
                reason: reason,
                hint: "Look at the rights of the file and its folder."
            )
        }
    }
}

extension String {
    /// The same with a small first letter, as it stands inside a sentence.
    fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
