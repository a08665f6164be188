import Glibc
import GossipStore

/// The facts that the file system keeps of a file.
struct FileStatus {
    /// The identity of a file, whatever its name and content.
    struct Identity: Equatable {
        fileprivate let device: dev_t
        fileprivate let number: ino_t
    }

    let identity: Identity
    /// Its length.
    let bytes: Int

    /// Asks about the file under a path; nil if there is none.
    init?(path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        identity = Identity(device: status.st_dev, number: status.st_ino)
        bytes = Int(status.st_size)
    }

    /// Bytes of the file under a path; 0 if there is none.
    static func bytes(of path: String) -> Int { FileStatus(path: path)?.bytes ?? 0 }

    /// Bytes that a log takes on disk, its write-ahead log included.
    static func bytes(ofLog path: String) -> Int {
        let paths = LogPath(path)
        return bytes(of: paths.log) + bytes(of: paths.writeAheadLog)
    }
}
