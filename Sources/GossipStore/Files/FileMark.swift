internal import CSQLite
internal import Glibc

/// The mark of a log, by which a write-ahead log is known to belong to the file beside it.
///
/// After each checkpoint that took everything into the file, and at the start of a run that finds it so, the
/// first commit draws a mark. The row names the mark before as well. Until the next such checkpoint the file
/// holds one of the two, at any moment, also after a power cut. An older copy holds neither. The exception
/// lacks only messages of the write-ahead log, and is whole with it.
struct FileMark: Equatable {
    /// The version of the schema from which on a log has a mark.
    static let firstVersion = 6
    /// Looks at a log that seems not to belong together, before it is refused.
    private static let looksMax = 3

    /// The mark.
    let mark: [UInt8]
    /// The mark that the file had when this one was drawn.
    let previous: [UInt8]

    /// Reads the mark by a connection; `nil` in a log of an older program.
    init?(_ connection: Connection) throws(StoreError) {
        let row = try connection.statement(
            "SELECT mark, previous FROM file_mark WHERE one = 1 AND kind = 'gossip-log file mark'"
        ).firstRow { row in (row.bytes(0), row.bytes(1)) }
        guard let row, row.0.count == 16, row.1.count == 16 else { return nil }
        (mark, previous) = row
    }

    /// Draws a new mark, within a transaction.
    static func renew(on connection: Connection) throws(StoreError) {
        try connection.statement("UPDATE file_mark SET previous = mark, mark = ?1")
            .bind(MetaTable.randomBytes(), at: 1).run()
    }

    /// True for a file with no write-ahead log beside it, or an empty one.
    static func isAlone(_ path: String) -> Bool {
        var status = stat()
        return stat(path + "-wal", &status) != 0 ? errno == ENOENT : status.st_size == 0
    }

    /// Refuses a log whose write-ahead log belongs to another state of the file, or to another log.
    ///
    /// A reader may meet a node that stops, and takes everything into the file twice in a millisecond: then
    /// the next look finds them equal.
    static func requireMatch(
        of connection: Connection,
        path: String,
        vfs: String?
    ) throws(StoreError) {
        var looks = 1
        while try !belongsToFile(connection, path: path, vfs: vfs) {
            looks += 1
            guard looks > looksMax else { continue }
            // Otherwise the last connection takes the write-ahead log into the file.
            try connection.disableCheckpointOnClose()
            throw mismatch(path)
        }
    }

    private static func mismatch(_ path: String) -> StoreError {
        StoreError(
            .corrupt,
            "open the log",
            path,
            reason:
                "\(path)-wal belongs to another state of this file: one of the two is an older copy",
            hint: """
                Nothing has been changed. Put back the file that belongs to it, or move both elsewhere \
                together. A copy is put in place by gossip-log restore COPY --db \(path) --replace, which \
                takes the old -wal away with the old file.
                """
        )
    }

    /// True when the mark of the file by itself is one of the two that the connection sees.
    ///
    /// The file is read together with its write-ahead log first: one checkpoint in between does no harm. A
    /// file that cannot be read by itself is no finding here, for a checkpoint may have been cut off in it.
    private static func belongsToFile(
        _ connection: Connection,
        path: String,
        vfs: String?
    ) throws(StoreError) -> Bool {
        guard let together = try FileMark(connection),
            let alone = try? Connection(path: path, mode: .immutable, vfs: vfs)
        else { return true }
        defer { alone.close() }
        guard let file = try? FileMark(alone) else { return true }
        return file.mark == together.mark || file.mark == together.previous
    }
}
