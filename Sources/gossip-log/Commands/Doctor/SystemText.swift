import Glibc

/// Small files of the system, such as those in `/proc`.
enum SystemText {
    private static let bytesMax = 64 << 10

    /// The text of a file; nil when it cannot be read.
    static func read(_ path: String) -> String? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: bytesMax)
        let count = Glibc.read(descriptor, &bytes, bytes.count)
        return count < 0 ? nil : String(decoding: bytes[..<count], as: UTF8.self)
    }
}

/// Numbers that the system keeps in separate files.
enum SystemNumber {
    /// The number in a file; nil when there is none.
    static func read(_ path: String) -> Int? {
        SystemText.read(path).flatMap { Int($0.prefix { !$0.isWhitespace }) }
    }
}
