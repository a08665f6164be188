import Glibc

/// The identity of a file under a path, whatever its content.
struct FileIdentity: Equatable {
    private let device: dev_t
    private let number: ino_t

    /// The file under the path now; nil if there is none.
    init?(path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        (device, number) = (status.st_dev, status.st_ino)
    }
}
