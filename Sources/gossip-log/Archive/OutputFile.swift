import Glibc
import GossipText

/// A file that is being written and gets its name when it is whole, or standard output.
struct OutputFile {
    let sink: ByteSink
    /// The name it will have; nil for standard output.
    private let path: String?
    private let draft: String

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
            self.path = nil
            draft = ""
            sink = ByteSink(descriptor: STDOUT_FILENO)
            return
        }
        draft = "\(path).\(getpid()).new"
        guard access(path, F_OK) != 0 else {
            throw CommandFailure(
                "cannot write \(path): there is a file of that name. Name another, or take it away."
            )
        }
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            throw CommandFailure(
                "cannot write \(path): \(SystemError.text(errno)). Its folder must exist and be "
                    + "writable."
            )
        }
        self.path = path
        sink = ByteSink(descriptor: descriptor)
    }

    /// The end of a sentence about the file, after a word such as `to`; empty for standard output.
    func destination(_ preposition: String) -> String { path.map { " \(preposition) \($0)" } ?? "" }

    /// Writes what waits, makes it durable, and gives the file its name.
    func finish() throws {
        try sink.flush()
        guard let path else { return }
        guard fsync(sink.descriptor) == 0, link(draft, path) == 0 else {
            throw CommandFailure("cannot write \(path): \(SystemError.text(errno)).")
        }
        unlink(draft)
        close(sink.descriptor)
        Self.syncFolder(of: path)
    }

    /// Takes an unfinished file away.
    func abandon() {
        if path != nil { unlink(draft) }
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

    private static func syncFolder(of path: String) {
        let descriptor = open(FilePath(path).folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }
}
