internal import Glibc

extension LogFile {
    /// Checks that a name is free.
    static func requireAbsent(_ path: String) throws(StoreError) {
        guard size(path) == nil else { throw .occupied(path) }
    }

    /// Makes a finished file durable and gives it its name, if that is still free.
    ///
    /// The name is taken by an empty file first: a hard link would leave a log with two names when the
    /// process dies before it takes the other away.
    static func publish(_ unfinished: String, as path: String) throws(StoreError) {
        try sync(unfinished, flags: O_RDONLY)
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            guard errno == EEXIST else { throw .fileAccess(errno, path, writing: true) }
            throw .occupied(path)
        }
        close(descriptor)
        guard rename(unfinished, path) == 0 else {
            let reason = errno
            remove(path)
            throw .fileAccess(reason, path, writing: true)
        }
        try syncFolder(of: path)
    }

    /// Makes a name durable that a file was given or has lost: names are the folder's.
    static func syncFolder(of path: String) throws(StoreError) {
        let slash = path.lastIndex(of: "/")
        let folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        try sync(folder, flags: O_RDONLY | O_DIRECTORY)
    }

    private static func sync(_ path: String, flags: Int32) throws(StoreError) {
        let descriptor = open(path, flags | O_CLOEXEC)
        guard descriptor >= 0 else { throw .fileAccess(errno, path, writing: true) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw .fileAccess(errno, path, writing: true) }
    }
}
