import Glibc

/// File descriptor 2.
enum StandardError {
    /// Writes a text; what cannot be written is given up.
    static func write(_ text: String) {
        let bytes = Array(text.utf8)
        _ = Glibc.write(STDERR_FILENO, bytes, bytes.count)
    }
}
