package import Glibc

/// A file that is written under a drawn name, beside the one it gets when it is whole.
///
/// The one way in which a file is made that another name is for. Whoever may write to the folder must gain
/// nothing by that: the name is drawn, so that nobody can put a link there before, and the file is made new
/// or not at all, never through a link.
package struct DraftFile: Sendable {
    /// The failure of a system call, by the system's number.
    package struct Failure: Error {
        package let number: Int32
    }

    /// The name that the file is for.
    package let path: String
    /// The name that it has until then.
    package let draft: String
    /// The file, open for reading and writing.
    package let descriptor: Int32

    /// Makes an empty file.
    ///
    /// - Parameters:
    ///   - path: The name it is for.
    ///   - mode: Its rights, from which the process's mask takes some.
    /// - Throws: ``Failure`` when the folder is not there or may not be written.
    package init(for path: String, mode: mode_t = 0o600) throws(Failure) {
        self.path = path
        draft = Self.name(for: path)
        descriptor = try Self.make(draft, mode)
    }

    /// Makes an empty file of that name, which must be free; gives its descriptor.
    package static func make(_ path: String, _ mode: mode_t) throws(Failure) -> Int32 {
        let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw Failure(number: errno) }
        return descriptor
    }

    /// The rights of a file, for one that takes its place or holds the same; `nil` when there is none.
    package static func mode(of path: String) -> mode_t? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        return status.st_mode & 0o666
    }

    /// True when a name is taken, be it by a link that leads nowhere.
    package static func isTaken(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0
    }

    /// Writes all the bytes, and takes the file away when that fails.
    package func fill(_ bytes: [UInt8]) throws(Failure) {
        do {
            try write(bytes)
        } catch {
            unlink(draft)
            throw error
        }
    }

    private func write(_ bytes: [UInt8]) throws(Failure) {
        var offset = 0
        while offset < bytes.count {
            let count = bytes[offset...].withUnsafeBytes {
                Glibc.write(descriptor, $0.baseAddress, $0.count)
            }
            if count < 0, errno == EINTR { continue }
            // A disk that takes nothing and says nothing is full.
            guard count > 0 else { throw Failure(number: count == 0 ? ENOSPC : errno) }
            offset += count
        }
    }

    /// Takes the file away and closes it.
    package func abandon() {
        unlink(draft)
        close(descriptor)
    }
}

extension DraftFile {
    /// Makes the file durable under its name, in place of what has it: a link there is replaced, not
    /// followed.
    ///
    /// The file stays open, and has been taken away when this throws.
    package func replace() throws(Failure) {
        try finish { rename(draft, path) == 0 }
    }

    /// Makes the file durable under its name, if that is free; for a moment it has both.
    ///
    /// The file stays open, and has been taken away when this throws; with `EEXIST` the name is taken.
    package func publish() throws(Failure) {
        try finish { link(draft, path) == 0 }
        unlink(draft)
    }

    /// Makes the file durable under its name, if that is free, and never has two: a log with two is
    /// refused, and a process can die between.
    ///
    /// The name is taken by an empty file first. The file has been taken away when this throws.
    package func publishAsOnlyName() throws(Failure) {
        do {
            close(try Self.make(path, 0o600))
        } catch {
            unlink(draft)
            throw error
        }
        do {
            try replace()
        } catch {
            unlink(path)
            throw error
        }
    }

    private func finish(_ giveName: () -> Bool) throws(Failure) {
        guard fsync(descriptor) == 0, giveName() else {
            let failure = Failure(number: errno)
            unlink(draft)
            throw failure
        }
        try Self.syncFolder(of: path)
    }

    /// Makes a name durable that a file was given or has lost: names are the folder's.
    ///
    /// A folder that may be written and not read cannot be synced, and is left to the system.
    package static func syncFolder(of path: String) throws(Failure) {
        let slash = path.lastIndex(of: "/")
        let folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == EACCES { return }
            throw Failure(number: errno)
        }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw Failure(number: errno) }
    }
}

extension DraftFile {
    private static let ending = ".draft"
    private static let digitCount = 16

    private static func name(for path: String) -> String {
        let digits = String(UInt64.random(in: 0 ... .max), radix: 16)
        let padding = String(repeating: "0", count: digitCount - digits.count)
        return "\(path).\(padding)\(digits)\(ending)"
    }

    /// Takes away the unfinished files for a name that killed processes have left, and their journals.
    ///
    /// Only where nobody else can be writing one: under the lock of the log.
    package static func removeLeftovers(of path: String) {
        let slash = path.lastIndex(of: "/")
        let folder = slash.map { String(path[...$0]) } ?? "./"
        let prefix = (slash.map { String(path[path.index(after: $0)...]) } ?? path) + "."
        guard let directory = opendir(folder) else { return }
        defer { closedir(directory) }
        while let entry = readdir(directory) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            guard name.hasPrefix(prefix) else { continue }
            let rest = name.dropFirst(prefix.count)
            let digits = rest.prefix(digitCount)
            guard digits.utf8.count == digitCount, digits.allSatisfy(\.isHexDigit),
                ["", "-journal"].contains(where: { rest.dropFirst(digitCount) == ending + $0 })
            else { continue }
            unlink(folder + name)
        }
    }
}
