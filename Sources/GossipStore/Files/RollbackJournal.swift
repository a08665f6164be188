internal import Glibc

/// The journal that SQLite keeps beside a database outside of its write-ahead log, `FILE-journal`.
///
/// A journal that is left over is rolled back by whoever opens the file for writing. It can name another file,
/// the journal of several databases, which SQLite then removes. This program never writes one that does; one
/// that has come with a log from elsewhere could name any file of the person who opens it.
enum RollbackJournal {
    /// The last bytes of a journal that names another file.
    private static let magic: [UInt8] = [0xD9, 0xD5, 0x05, 0xF9, 0x20, 0xA1, 0x63, 0xD7]

    /// Checks that the journal of a file, if there is one, names no other file.
    static func requireHarmless(of path: String, action: String) throws(StoreError) {
        let journal = path + "-journal"
        let descriptor = open(journal, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        var end = [UInt8](repeating: 0, count: magic.count)
        let offset = lseek(descriptor, 0, SEEK_END) - off_t(end.count)
        guard offset >= 0, pread(descriptor, &end, end.count, offset) == end.count, end == magic
        else { return }
        throw StoreError(
            .corrupt,
            action,
            path,
            reason: "\(journal) names another file, which would be removed",
            hint: "This program never writes such a file. Take it away if you do not know it."
        )
    }
}
