internal import Glibc

/// The first bytes of a reserve: somebody else's file of that name does not have them.
///
/// It is left as it is. Giving a reserve up removes the file.
enum ReserveMark {
    private static let text = Array("gossip-log reserve: room that is kept for a full disk\n".utf8)

    /// True for anything of that name that is not a reserve.
    ///
    /// A reserve without a mark is one whose making was cut off: it is empty, or holds zeros.
    static func isForeign(_ path: String) -> Bool {
        var status = stat()
        guard lstat(path, &status) == 0 else { return errno != ENOENT }
        guard status.st_mode & S_IFMT == S_IFREG, status.st_nlink == 1 else { return true }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard descriptor >= 0 else { return true }
        defer { close(descriptor) }
        var start = [UInt8](repeating: 0, count: text.count)
        let count = pread(descriptor, &start, start.count, 0)
        return count < 0 || start != text && start.contains { $0 != 0 }
    }

    /// Writes the mark into room that the file has already.
    static func write(to descriptor: Int32) -> Bool {
        pwrite(descriptor, text, text.count, 0) == text.count
    }
}
