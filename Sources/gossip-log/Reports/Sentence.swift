import Glibc
import GossipText

/// The sentences of a command that has done its work.
enum Sentence {
    /// Prints lines to standard output.
    static func print(_ text: String) throws {
        let sink = ByteSink(descriptor: STDOUT_FILENO)
        sink.write(Sentences.fitted(text, to: STDOUT_FILENO) + "\n")
        try sink.flush()
    }
}
