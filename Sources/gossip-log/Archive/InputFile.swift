import Glibc
import GossipText

/// A file that is read from its beginning to its end, in pieces.
final class InputFile {
    /// The name for people.
    let name: String
    private let descriptor: Int32

    private static let pieceSize = 1 << 20

    /// Opens a file; `-` is standard input.
    init(_ path: String) throws(CommandFailure) {
        guard path != "-" else {
            name = "standard input"
            descriptor = dup(STDIN_FILENO)
            return
        }
        name = path
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw CommandFailure(
                "cannot read \(path): \(SystemError.text(errno)). Check the path and its rights."
            )
        }
    }

    deinit {
        close(descriptor)
    }

    /// The next bytes; none at the end.
    func next() throws(CommandFailure) -> [UInt8] {
        var count = 0
        var failure: Int32 = 0
        let piece = [UInt8](unsafeUninitializedCapacity: Self.pieceSize) { buffer, filled in
            repeat {
                count = read(descriptor, buffer.baseAddress, buffer.count)
                failure = errno
            } while count < 0 && failure == EINTR
            filled = max(0, count)
        }
        guard count >= 0 else {
            throw CommandFailure("cannot read \(name): \(SystemError.text(failure)).")
        }
        return piece
    }
}
