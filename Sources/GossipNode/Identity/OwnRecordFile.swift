internal import GossipCore
internal import GossipStore
internal import GossipWire

internal import Glibc

/// The file that notes the newest message signed with a key, beside the log and the key: `FILE.own`.
///
/// It is one line of fixed length, written in place after every commit of own messages, before anybody
/// else hears of them, and made durable when the writer rests:
/// ```
/// gossip-log own 1 <author> <file> <token of the run> <sequence> <id>
/// ```
/// Each run makes the file anew and notes which file it is: its inode, and the generation of that, since
/// the number of a removed file is soon given to another. So it names itself only where the last run left
/// it; a copy that somebody has put in place names another, and shows by it that it may be old. A run in
/// doubt names none until it publishes, so that the doubt outlives a crash.
final class OwnRecordFile {
    private static let prefix = "gossip-log own 1 "
    private static let tokenLength = 16
    private static let length = prefix.utf8.count + 65 + 21 + 33 + 21 + 65

    private let path: String
    private let author: AuthorKey
    private var record: OwnRecord
    private var descriptor: Int32 = -1
    /// The file that the line names, 0 for none.
    private var file: UInt64 = 0
    private var ownNumber: UInt64 = 0
    private var isSynced = true

    /// The record of an author in the file, and true if the file is a copy; `nil` when there is
    /// none, or it cannot be read or is about another.
    static func load(_ path: String, of author: AuthorKey) -> (record: OwnRecord, isCopied: Bool)? {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: length + 1)
        guard read(file, &bytes, bytes.count) == length, let number = fileNumber(file),
            let line = parse(String(decoding: bytes.prefix(length), as: UTF8.self)),
            line.author == author
        else { return nil }
        return (line.record, line.file != number)
    }

    /// Begins a run: puts a new file in the place of the old one, durable.
    ///
    /// - Parameters:
    ///   - path: The path of the file.
    ///   - author: The key.
    ///   - record: What is known at the start.
    ///   - isInDoubt: True when more may have been signed than is known.
    /// - Throws: ``IdentityFileError`` when the file cannot be written.
    init(
        _ path: String,
        of author: AuthorKey,
        _ record: OwnRecord,
        isInDoubt: Bool = false
    ) throws(IdentityFileError) {
        self.path = path
        self.author = author
        self.record = record
        let draft: DraftFile
        do {
            draft = try DraftFile(for: path, mode: 0o600)
        } catch {
            throw failure("create", error.number)
        }
        descriptor = draft.descriptor
        guard let number = Self.fileNumber(descriptor) else {
            let reason = errno
            unlink(draft.draft)
            throw failure("create", reason)
        }
        ownNumber = number
        file = isInDoubt ? 0 : number
        do throws(DraftFile.Failure) {
            try draft.fill(line)
            try draft.replace()
        } catch {
            throw failure("write", error.number)
        }
    }

    deinit {
        sync()
        if descriptor >= 0 { close(descriptor) }
    }

    /// Notes a newer message.
    ///
    /// When that fails the file is taken away: without it, the next start asks the peers.
    func note(_ head: OwnHead) {
        record.head = head
        // Whoever publishes is no longer in doubt.
        file = ownNumber
        isSynced = false
        if !write() { unlink(path) }
    }

    /// Makes what was noted durable.
    func sync() {
        guard !isSynced, descriptor >= 0 else { return }
        isSynced = true
        if fsync(descriptor) != 0 { unlink(path) }
    }

    /// The identity of the file: the inode in the lower half, its generation in the upper, 0 where
    /// the file system does not tell that.
    private static func fileNumber(_ descriptor: Int32) -> UInt64? {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return nil }
        var generation: CLong = 0
        #if os(Linux)
        // FS_IOC_GETVERSION of linux/fs.h, a macro that is not imported.
        if ioctl(descriptor, UInt(0x8008_7601), &generation) != 0 { generation = 0 }
        #endif
        let high = UInt64(UInt32(truncatingIfNeeded: generation)) << 32
        return high ^ UInt64(status.st_ino)
    }

    private var line: [UInt8] { Array(Self.format(record, of: author, file: file).utf8) }

    private func write() -> Bool {
        let line = line
        return pwrite(descriptor, line, line.count, 0) == line.count
    }

    private func failure(_ operation: String, _ number: Int32) -> IdentityFileError {
        IdentityFileError(path: path, problem: .system(operation, number))
    }

    // MARK: The line

    static func format(_ record: OwnRecord, of author: AuthorKey, file: UInt64) -> String {
        let id = record.head?.id ?? .zero
        return prefix + author.hex + " " + decimal(file) + " "
            + Hexadecimal.encode(record.runToken) + " "
            + decimal(record.head?.sequence ?? 0) + " " + id.hex + "\n"
    }

    /// Twenty digits, as many as 64 bits may need.
    private static func decimal(_ number: UInt64) -> String {
        let digits = String(number)
        return String(repeating: "0", count: 20 - digits.count) + digits
    }

    static func parse(_ line: String) -> (record: OwnRecord, author: AuthorKey, file: UInt64)? {
        guard line.utf8.count == length, line.hasPrefix(prefix), line.hasSuffix("\n") else {
            return nil
        }
        let fields = line.dropFirst(prefix.count).dropLast().split(separator: " ")
        guard fields.count == 5, let file = UInt64(fields[1]), let sequence = UInt64(fields[3]),
            let author = Hexadecimal.decode(fields[0]).flatMap({ AuthorKey(bytes: $0) }),
            let token = Hexadecimal.decode(fields[2]), token.count == tokenLength,
            let id = Hexadecimal.decode(fields[4]).flatMap({ MessageID(bytes: $0) })
        else { return nil }
        let head = sequence == 0 ? nil : OwnHead(sequence: sequence, id: id)
        return (OwnRecord(runToken: token, head: head), author, file)
    }
}
