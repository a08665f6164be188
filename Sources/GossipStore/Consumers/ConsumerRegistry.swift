internal import Glibc
internal import GossipWire

/// The consumers of a log, known so that pruning can warn of messages they have not read:
/// `FILE.consumers`, a folder beside the log.
///
/// It holds one symbolic link to each cursor file, named by a hash of its path. A link is made in
/// one step, so a crash leaves nothing half written. The position of a consumer stands in its
/// cursor file alone, so the two cannot disagree. The next pruning removes a link to a file that is
/// gone or belongs to another log. A consumer that is still there makes it again with its next
/// cursor.
public struct ConsumerRegistry: Sendable {
    /// The folder.
    public let folder: String
    /// The log that the cursors must belong to, in hexadecimal.
    private let log: String

    /// The registry of a log, whether it is there or not.
    public init(of reader: LogReader) throws(StoreError) {
        self.init(path: reader.path, incarnation: try reader.logDescription().incarnation)
    }

    /// The registry of a log that is open for writing.
    public init(of log: MessageLog) {
        self.init(path: log.path, incarnation: log.incarnation)
    }

    init(path: String, incarnation: LogIncarnation) {
        folder = LogPath(path).consumers
        log = incarnation.hex
    }

    /// Makes a reader known by its cursor file, durably.
    ///
    /// - Parameter cursorFile: An absolute path.
    /// - Returns: Whether it is known now; no where the folder of the log may not be written.
    @discardableResult
    public func enter(cursorFile: String) -> Bool {
        let link = link(to: cursorFile)
        if Self.target(of: link) == cursorFile { return true }
        guard mkdir(folder, 0o755) == 0 || errno == EEXIST else { return false }
        guard symlink(cursorFile, link) == 0 || errno == EEXIST else { return false }
        // Without these the reader is known until the power fails, and again when it has run next.
        try? LogFile.syncFolder(of: link)
        try? LogFile.syncFolder(of: folder)
        return Self.target(of: link) == cursorFile
    }

    /// The readers there are, by the names of their cursor files.
    ///
    /// - Parameter isForgetting: Takes away the links of those whose cursor files are gone or belong to
    ///   another log; for those who write the log.
    /// - Returns: All whose cursor file is there, also where it cannot be read.
    public func consumers(forgettingGone isForgetting: Bool = false) -> [Consumer] {
        links().compactMap { link in
            switch look(at: link) {
            case .consumer(let consumer): return consumer
            case .foreign: return nil
            case .gone:
                if isForgetting { unlink(link) }
                return nil
            }
        }
        .sorted { $0.cursorFile < $1.cursorFile }
    }

    /// The target of a link.
    private enum Entry {
        case consumer(Consumer)
        case gone
        /// Not made by this program.
        case foreign
    }

    private func look(at link: String) -> Entry {
        guard let path = Self.target(of: link), path.hasPrefix("/") else { return .foreign }
        // What stands there may have become anything, also something that would not let go.
        let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT || errno == ENOTDIR { return .gone }
            return .consumer(Consumer(cursorFile: path, arrival: nil, lastSeenMilliseconds: 0))
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            return .gone
        }
        var bytes = [UInt8](repeating: 0, count: ConsumerCursor.lengthMax)
        let count = read(descriptor, &bytes, bytes.count)
        guard count >= 0,
            let cursor = ConsumerCursor(text: String(decoding: bytes[..<count], as: UTF8.self)),
            cursor.log == log
        else { return .gone }
        return .consumer(
            Consumer(
                cursorFile: path,
                arrival: cursor.arrival,
                lastSeenMilliseconds: Self.milliseconds(status)
            )
        )
    }

    private func links() -> [String] {
        guard let directory = opendir(folder) else { return [] }
        defer { closedir(directory) }
        var links: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { links.append("\(folder)/\(name)") }
        }
        return links
    }

    private func link(to cursorFile: String) -> String {
        "\(folder)/\(Checksum.sha256Hex(of: Array(cursorFile.utf8)).prefix(16))"
    }

    private static func target(of link: String) -> String? {
        var bytes = [UInt8](repeating: 0, count: Int(PATH_MAX))
        let count = bytes.withUnsafeMutableBytes { bytes -> Int in
            guard let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self) else {
                return 0
            }
            return readlink(link, start, bytes.count)
        }
        guard count > 0, count < bytes.count else { return nil }
        return String(decoding: bytes[..<count], as: UTF8.self)
    }

    private static func milliseconds(_ status: stat) -> UInt64 {
        #if canImport(Darwin)
        let time = status.st_mtimespec
        #else
        let time = status.st_mtim
        #endif
        return UInt64(clamping: time.tv_sec) * 1_000 + UInt64(clamping: time.tv_nsec) / 1_000_000
    }
}
