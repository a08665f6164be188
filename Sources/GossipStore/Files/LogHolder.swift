internal import Glibc

/// The process that has a log, and the socket on which it can be asked; the two lines of `FILE.lock`.
///
/// The first is written by whoever takes the lock, which empties the file. The second is added once the
/// socket can be reached, so whoever reads it there may connect.
public struct LogHolder: Equatable, Sendable {
    /// The process; `nil` when the file names none.
    public let process: Int?
    /// The path of its control socket; `nil` while it has none.
    public let socket: String?

    /// The most bytes of the file that are read: a number, and a path of a socket.
    private static let lengthMax = 256

    init(process: Int?, socket: String?) {
        self.process = process
        self.socket = socket
    }

    /// Reads an open lock file; `nil` when it has no text.
    init?(reading descriptor: Int32) {
        var bytes = [UInt8](repeating: 0, count: Self.lengthMax)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        guard count > 0 else { return nil }
        let lines = bytes[..<count].split(separator: UInt8(ascii: "\n"), maxSplits: 2)
            .map { String(decoding: $0, as: UTF8.self) }
        process = lines.first.flatMap { Int($0) }
        socket = lines.count > 1 ? lines[1] : nil
    }

    /// The holder of the log at a path; `nil` when nobody has it now.
    public init?(ofLog path: String) {
        let paths = LogPath(path)
        guard FileLock.isHeld(of: paths) else { return nil }
        let descriptor = open(paths.lock, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        self = LogHolder(reading: descriptor) ?? LogHolder(process: nil, socket: nil)
    }

    /// Tells those who look for it the socket of this process, which has the log.
    ///
    /// - Parameters:
    ///   - socket: The path of the socket, which must be there; it has no line break.
    ///   - path: The log.
    /// - Returns: True when it is written.
    public static func announce(socket: String, ofLog path: String) -> Bool {
        let descriptor = open(LogPath(path).lock, O_WRONLY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return LogHolder(process: LogFile.processID, socket: socket).write(to: descriptor)
    }

    @discardableResult
    func write(to descriptor: Int32) -> Bool {
        let text = "\(process ?? 0)\n" + (socket.map { "\($0)\n" } ?? "")
        return ftruncate(descriptor, 0) == 0
            && pwrite(descriptor, text, text.utf8.count, 0) == text.utf8.count
    }
}
