import Glibc

/// Sizes of files.
enum FileSize {
    /// The size of a file; nil if there is none.
    static func of(_ path: String) -> Int? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        return Int(status.st_size)
    }

    /// Bytes that a log takes on disk, its write-ahead log included.
    static func ofLog(_ path: String) -> Int {
        (of(path) ?? 0) + (of(path + "-wal") ?? 0)
    }
}
