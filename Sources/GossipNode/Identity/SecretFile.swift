import Glibc

/// A small file that nobody but its owner may read or write.
enum SecretFile {
    /// Why such a file is not read.
    enum Failure: Error, Equatable {
        /// A system call failed, with this error number.
        case system(Int32)
        /// Others than the owner may read or write it: its mode bits.
        case rights(mode: UInt32)
        /// It is no file, but a folder or a device.
        case kind
    }

    /// The most bytes that are read.
    static let lengthMax = 4_096

    /// The content of a file, cut to ``lengthMax`` bytes; `nil` when there is none.
    static func read(_ path: String) throws(Failure) -> [UInt8]? {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK)
        guard file >= 0 else {
            if errno == ENOENT { return nil }
            throw .system(errno)
        }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else { throw .system(errno) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .kind }
        guard status.st_mode & 0o077 == 0 else {
            throw .rights(mode: status.st_mode & 0o777)
        }
        return try contents(of: file)
    }

    private static func contents(of file: CInt) throws(Failure) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: lengthMax)
        var length = 0
        while length < bytes.count {
            let count = bytes.withUnsafeMutableBytes { buffer in
                Glibc.read(file, buffer.baseAddress.map { $0 + length }, buffer.count - length)
            }
            if count == 0 { break }
            if count < 0 {
                if errno == EINTR { continue }
                throw .system(errno)
            }
            length += count
        }
        return Array(bytes[..<length])
    }
}
