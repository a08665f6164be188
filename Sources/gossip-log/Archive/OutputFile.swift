import Glibc
import GossipStore
import GossipText

/// A file that is being written and gets its name when it is whole, or standard output.
///
/// Only its owner may read it: private messages may be among those that it holds.
struct OutputFile {
    let sink: ByteSink
    /// The file while it has not its name; nil for standard output.
    private let draft: DraftFile?

    /// Begins a file that must not be there yet; `-` is standard output, but no terminal unless what is
    /// written is text.
    init(_ path: String, isText: Bool) throws(CommandFailure) {
        guard path != "-" else {
            guard isText || isatty(STDOUT_FILENO) == 0 else {
                throw CommandFailure(
                    "standard output is a terminal, which bytes would upset. Name a file, or send the "
                        + "output to one."
                )
            }
            draft = nil
            sink = ByteSink(descriptor: STDOUT_FILENO)
            return
        }
        guard !DraftFile.isTaken(path) else {
            throw CommandFailure(
                "cannot write \(path): there is a file of that name. Name another, or take it away."
            )
        }
        do {
            let draft = try DraftFile(for: path, mode: 0o600)
            self.draft = draft
            sink = ByteSink(descriptor: draft.descriptor)
        } catch {
            throw CommandFailure(
                "cannot write \(path): \(SystemError.text(error.number)). Its folder must exist and "
                    + "be writable."
            )
        }
    }

    /// The end of a sentence about the file, after a word such as `to`; empty for standard output.
    func destination(_ preposition: String) -> String {
        draft.map { " \(preposition) \($0.path)" } ?? ""
    }

    /// Writes what waits, makes it durable, and gives the file its name.
    func finish() throws {
        try sink.flush()
        guard let draft else { return }
        do {
            try draft.publish()
        } catch {
            throw CommandFailure("cannot write \(draft.path): \(SystemError.text(error.number)).")
        }
        close(draft.descriptor)
    }

    /// Takes an unfinished file away.
    func abandon() {
        draft?.abandon()
    }

    /// Runs the body and finishes the file, or takes it away when the body throws.
    func write(_ body: (ByteSink) throws -> Void) throws {
        do {
            try body(sink)
            try finish()
        } catch {
            abandon()
            throw error
        }
    }
}
