import Glibc
import GossipText

/// File descriptor 2.
enum StandardError {
    /// Says a sentence, in lines that fit a terminal.
    static func say(_ text: String) {
        write(Sentences.fitted(text, to: STDERR_FILENO) + "\n")
    }

    /// Writes a text; what cannot be written is given up.
    static func write(_ text: String) {
        let bytes = Array(text.utf8)
        let write = { _ = Glibc.write(STDERR_FILENO, bytes, bytes.count) }
        if isatty(STDERR_FILENO) == 1 {
            NodeScreen.standard.around(write)
        } else {
            write()
        }
    }
}
