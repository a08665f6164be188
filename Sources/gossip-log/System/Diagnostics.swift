import Glibc
import GossipText

/// Sentences beside the output, on standard error.
enum Diagnostics {
    /// Says a sentence.
    static func say(_ text: String) {
        let sink = ByteSink(descriptor: STDERR_FILENO)
        sink.write(Sentences.fitted("gossip-log: " + text, to: STDERR_FILENO) + "\n")
        // Where nobody reads them, diagnostics are lost, and that is all.
        try? sink.flush()
    }
}
