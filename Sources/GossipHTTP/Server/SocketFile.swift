import Glibc

/// The file of a control socket, which nobody but its owner may open at any moment.
///
/// A socket gets its rights after its name, so it is made in a folder that only the owner may enter, and then
/// renamed. That also replaces the socket of a node that was killed, in one step. The caller has the lock of
/// the log: no living node has a socket there.
struct SocketFile: Sendable {
    /// The path of the socket once it can be reached.
    let path: String
    private let folder: String

    /// The path at which it is made.
    var draft: String { folder + "/s" }

    /// Makes the folder.
    init(at path: String) throws(SocketFailure) {
        self.path = path
        folder = path + ".d"
        var status = stat()
        if lstat(path, &status) == 0, status.st_mode & S_IFMT != S_IFSOCK {
            throw SocketFailure(path: path, problem: .occupied)
        }
        clear()
        guard mkdir(folder, 0o700) == 0 else {
            throw SocketFailure(path: path, problem: .system(errno))
        }
    }

    /// Gives the socket, which has been made, its rights and its name.
    func publish() throws(SocketFailure) {
        guard chmod(draft, 0o600) == 0, rename(draft, path) == 0 else {
            throw SocketFailure(path: path, problem: .system(errno))
        }
        clear()
    }

    /// Takes the socket away.
    func remove() {
        unlink(path)
        clear()
    }

    /// Takes the folder away, also that of a node that was killed.
    private func clear() {
        unlink(draft)
        rmdir(folder)
    }
}
