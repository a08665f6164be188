import Glibc
import GossipStore
import GossipText
import Synchronization

/// Sentences beside the output, on standard error.
enum Diagnostics {
    /// True once `-q` was read: a fact of the process, like standard error itself.
    private static let isQuiet = Atomic(false)

    /// True when nothing is to be said that is no failure.
    static var isHushed: Bool { isQuiet.load(ordering: .relaxed) }

    /// Lets nothing be said from now on that is no failure.
    static func hush() {
        isQuiet.store(true, ordering: .relaxed)
    }

    /// Says a sentence about what was done or found.
    static func say(_ text: String) {
        guard !isHushed else { return }
        write("gossip-log: " + text)
    }

    /// Says why the program ends.
    static func say(_ end: ProgramExit) {
        guard end.status != .nothing || !isHushed else { return }
        write(end.text)
    }

    private static func write(_ text: String) {
        let sink = ByteSink(descriptor: STDERR_FILENO)
        sink.write(Sentences.fitted(text, to: STDERR_FILENO) + "\n")
        // Where nobody reads them, diagnostics are lost, and that is all.
        try? sink.flush()
    }
}
