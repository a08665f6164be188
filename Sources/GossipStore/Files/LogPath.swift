internal import Glibc

/// The path of a log and those of the files beside it.
///
/// All of them are derived from the log's own path with every symbolic link followed. So a log has one
/// lock, one key and one write-ahead log, whatever name it goes by.
public struct LogPath: Hashable, Sendable {
    /// The log.
    public let log: String

    /// Follows the symbolic links of a path.
    ///
    /// A log that is not there yet lies in the folder that its path leads to; a path into no folder is
    /// kept as it is.
    public init(_ path: String) {
        if let real = Self.real(path) {
            log = real
            return
        }
        let slash = path.lastIndex(of: "/")
        let name = slash.map { path[path.index(after: $0)...] } ?? path[...]
        let folder = slash.map { String(path[...$0]) } ?? "."
        guard !name.isEmpty, let real = Self.real(folder) else {
            log = path
            return
        }
        log = (real == "/" ? "" : real) + "/" + name
    }

    /// The write-ahead log.
    public var writeAheadLog: String { log + "-wal" }
    /// The index of the write-ahead log, shared between processes.
    public var sharedMemory: String { log + "-shm" }
    /// The file that the one node of the log has locked.
    public var lock: String { log + ".lock" }
    /// The node's private key.
    public var key: String { log + ".key" }
    /// The keys of the log's network.
    public var networkKeys: String { log + ".network" }
    /// The record of the newest message signed with the key.
    public var ownRecord: String { log + ".own" }
    /// The room that is kept for a full volume.
    public var reserve: String { log + ".reserve" }
    /// The folder of the consumers that the log knows.
    public var consumers: String { log + ".consumers" }
    /// The socket on which a running node is asked.
    public var socket: String { log + ".sock" }
    /// The index of words.
    public var searchIndex: String { log + ".search" }

    /// The way to read the log while nobody changes it, making no file beside it.
    var unchangingMode: Connection.Mode {
        LogFile.size(writeAheadLog) ?? 0 == 0 ? .immutable : .detached
    }

    /// Checks that the path leads to one log, which has no other files beside it under another name.
    ///
    /// - Throws: ``StoreError`` with `missing` for a link that leads nowhere, with `misuse` for a file
    ///   with several names or mounted by itself.
    public func requireUnambiguous() throws(StoreError) {
        var status = stat()
        guard stat(log, &status) == 0 else { return try requireNoLink() }
        guard status.st_mode & S_IFMT == S_IFREG else { return }
        guard status.st_nlink <= 1 else {
            throw StoreError(
                .misuse,
                "open the log",
                log,
                reason:
                    "the file has \(status.st_nlink) names (hard links), and under each name other "
                    + "files belong to it: its lock, its write-ahead log, its key",
                hint: "Keep one name: find FOLDER -samefile \(log) shows them. Copy a log with "
                    + "gossip-log backup."
            )
        }
        guard !isMountedByItself else {
            throw StoreError(
                .misuse,
                "open the log",
                log,
                reason:
                    "the file is mounted by itself, and the files that belong to it are elsewhere: "
                    + "its lock, its write-ahead log, its key",
                hint: "Mount the folder of the log instead."
            )
        }
    }

    /// Checks that there is nothing under the path, not even a symbolic link.
    private func requireNoLink() throws(StoreError) {
        let reason = errno
        var status = stat()
        guard lstat(log, &status) == 0, status.st_mode & S_IFMT == S_IFLNK else { return }
        throw StoreError(
            .missing,
            "open the log",
            log,
            reason: reason == ELOOP
                ? "it is a symbolic link that leads in a circle"
                : "it is a symbolic link to a file that is not there",
            hint: "Put the log there, or remove the link: no new log is made through one."
        )
    }

    /// True for a file that has been mounted in place of another (a container's volume of one file).
    private var isMountedByItself: Bool {
        MountTable.points.contains(log)
    }

    private static func real(_ path: String) -> String? {
        guard let real = realpath(path, nil) else { return nil }
        defer { free(real) }
        return String(cString: real)
    }
}
