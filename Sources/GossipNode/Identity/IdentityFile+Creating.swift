import Glibc
import GossipWire

extension IdentityFile {
    /// Writes a new key file so that it is there whole or not at all, even after a power cut.
    ///
    /// - Returns: `false` when a file of that name exists already; it is left as it is.
    func create(_ identity: Identity) throws(IdentityFileError) -> Bool {
        // A separate name for each file: threads of one process share its number.
        let temporary = "\(path).new-\(getpid())-\(UInt64.random(in: 0 ... .max))"
        let file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else { throw failure("create") }
        defer { unlink(temporary) }
        do throws(IdentityFileError) {
            try write(Self.format(identity), to: file)
            guard fsync(file) == 0 else { throw failure("write") }
        } catch {
            close(file)
            throw error
        }
        guard close(file) == 0 else { throw failure("write") }
        // Unlike a rename, a link never replaces a key that is there already.
        guard link(temporary, path) == 0 else {
            if errno == EEXIST { return false }
            throw failure("create")
        }
        try syncFolder()
        return true
    }

    private func write(_ bytes: [UInt8], to file: CInt) throws(IdentityFileError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw failure("write") }
            rest = rest.dropFirst(count)
        }
    }

    /// Makes the new name durable.
    private func syncFolder() throws(IdentityFileError) {
        let name = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
        let folder = open(name.isEmpty ? "/" : name, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw failure("write") }
        defer { close(folder) }
        guard fsync(folder) == 0 else { throw failure("write") }
    }

    private func failure(_ operation: String) -> IdentityFileError {
        IdentityFileError(path: path, problem: .system(operation, errno))
    }
}
