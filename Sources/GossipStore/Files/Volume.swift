internal import Glibc

/// The room on the volume that a file lies on.
struct Volume {
    let totalBytes: Int
    /// Bytes that this process may still use.
    let freeBytes: Int
    /// True when no further file can be made, however short.
    let isOutOfFiles: Bool

    /// Asks for the volume of a file, which need not be there; `nil` when its folder is not there either.
    init?(of path: String) {
        let slash = path.lastIndex(of: "/")
        let folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        var facts = statvfs()
        guard statvfs(folder, &facts) == 0 else { return nil }
        let block = Int(clamping: UInt64(facts.f_frsize))
        totalBytes = Self.product(Int(clamping: UInt64(facts.f_blocks)), block)
        freeBytes = Self.product(Int(clamping: UInt64(facts.f_bavail)), block)
        isOutOfFiles = facts.f_files > 0 && facts.f_favail == 0
    }

    private static func product(_ count: Int, _ size: Int) -> Int {
        let (product, isTooLarge) = count.multipliedReportingOverflow(by: size)
        return isTooLarge ? .max : product
    }

    /// Bytes of a regular file with one name that lie on the volume; holes do not count.
    static func bytesTaken(by path: String) -> Int {
        var status = stat()
        guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_nlink == 1
        else { return 0 }
        return min(Int(status.st_size), Int(status.st_blocks) * 512)
    }
}
