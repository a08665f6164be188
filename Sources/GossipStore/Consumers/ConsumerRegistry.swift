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
        let name = Self.name(of: cursorFile)
        guard mkdir(folder, 0o755) == 0 || errno == EEXIST else { return false }
        return withFolder { directory in
            if Self.target(of: name, in: directory) == cursorFile { return true }
            guard symlinkat(cursorFile, directory, name) == 0 || errno == EEXIST else {
                return false
            }
            // Without these the reader is known until the power fails, and again when it has run next.
            fsync(directory)
            try? LogFile.syncFolder(of: folder)
            return Self.target(of: name, in: directory) == cursorFile
        } ?? false
    }

    /// The readers there are, by the names of their cursor files.
    ///
    /// - Parameter isForgetting: Takes away the links of those whose cursor files are gone or belong to
    ///   another log; for those who write the log.
    /// - Returns: All whose cursor file is there, also where it cannot be read.
    public func consumers(forgettingGone isForgetting: Bool = false) -> [Consumer] {
        let consumers = withFolder { directory in
            Self.names(in: directory).compactMap { name -> Consumer? in
                switch look(at: name, in: directory) {
                case .consumer(let consumer): return consumer
                case .foreign: return nil
                case .gone:
                    if isForgetting { unlinkat(directory, name, 0) }
                    return nil
                }
            }
        }
        return (consumers ?? []).sorted { $0.cursorFile < $1.cursorFile }
    }

    /// Runs the body on the folder; `nil` when it is not there, or a link that somebody has put there:
    /// links in another folder are not this program's to remove.
    private func withFolder<Result>(_ body: (_ directory: Int32) -> Result) -> Result? {
        let directory = open(folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard directory >= 0 else { return nil }
        defer { close(directory) }
        return body(directory)
    }

    /// The target of a link.
    private enum Entry {
        case consumer(Consumer)
        case gone
        /// Not made by this program.
        case foreign
    }

    private func look(at name: String, in directory: Int32) -> Entry {
        guard let path = Self.target(of: name, in: directory), path.hasPrefix("/"),
            name == Self.name(of: path)
        else { return .foreign }
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

    private static func names(in directory: Int32) -> [String] {
        // The stream takes the descriptor that it is given.
        guard let stream = fdopendir(dup(directory)) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }

    /// The name of the link to a cursor file.
    private static func name(of cursorFile: String) -> String {
        String(Checksum.sha256Hex(of: Array(cursorFile.utf8)).prefix(16))
    }

    private static func target(of name: String, in directory: Int32) -> String? {
        var bytes = [UInt8](repeating: 0, count: Int(PATH_MAX))
        let count = bytes.withUnsafeMutableBytes { bytes -> Int in
            guard let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self) else {
                return 0
            }
            return readlinkat(directory, name, start, bytes.count)
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
