import Glibc
import GossipStore
import GossipText

/// The file of `--cursor-file`, which always holds one whole cursor, whenever the power fails.
struct CursorFile {
    let path: String

    /// The path by which the file is known to others; nil when its folder is not there.
    var absolutePath: String? {
        guard let real = realpath(folder, nil) else { return nil }
        defer { free(real) }
        let folder = String(cString: real)
        return (folder == "/" ? "" : folder) + "/" + FilePath(path).name
    }

    /// The cursor in the file, or nil when there is no file yet.
    func read() throws -> ConsumerCursor? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        if descriptor < 0 {
            if errno == ENOENT { return nil }
            throw failure("cannot read", "Check the path and its rights.")
        }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: ConsumerCursor.lengthMax)
        let count = Glibc.read(descriptor, &bytes, bytes.count)
        guard count >= 0 else { throw failure("cannot read", "Check the path and its rights.") }
        guard let cursor = ConsumerCursor(text: String(decoding: bytes[..<count], as: UTF8.self))
        else {
            throw CommandFailure(
                "\(path) is not a cursor file of gossip-log. Name another with --cursor-file, or "
                    + "delete it to start from the beginning."
            )
        }
        return cursor
    }

    /// Fails at once if the cursor could not be written later, before anything is printed.
    func checkWritable() throws {
        if access(folder, W_OK | X_OK) != 0 {
            throw failure("cannot write", "Its folder must exist and be writable.")
        }
    }

    /// Replaces the cursor: written beside the file, made durable, then renamed over it.
    func write(_ cursor: ConsumerCursor) throws {
        let draft: DraftFile
        do {
            draft = try DraftFile(for: path, mode: DraftFile.mode(of: path) ?? 0o644)
        } catch {
            throw failure("cannot write", "Its folder must exist and be writable.", error.number)
        }
        defer { close(draft.descriptor) }
        do throws(DraftFile.Failure) {
            try draft.fill(Array(cursor.text.utf8))
            try draft.replace()
        } catch {
            throw failure("cannot write", "What was printed since will print again.", error.number)
        }
    }

    private var folder: String { FilePath(path).folder }

    private func failure(
        _ action: String,
        _ hint: String,
        _ number: Int32 = errno
    ) -> CommandFailure {
        CommandFailure("\(action) the cursor file \(path): \(SystemError.text(number)). \(hint)")
    }
}
