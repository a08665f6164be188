import Glibc
import GossipStore
import GossipText

/// Checks of the rights to read and write the log and the key.
struct RightsChecks {
    let path: String

    func findings() -> [Finding] {
        [log(), key(), folder()].compactMap(\.self)
    }

    private func log() -> Finding? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        guard status.st_mode & 0o002 == 0 else {
            return .problem(
                "rights",
                "everybody may write to \(path).",
                "chmod o-w \(ShellWord.quoted(path)): what is written past the node damages the log."
            )
        }
        guard status.st_mode & 0o004 == 0 else {
            return .note(
                "rights",
                "all users of this machine may read \(path).",
                "chmod o-r \(ShellWord.quoted(path)), unless they are meant to read its messages."
            )
        }
        return .good(
            "rights",
            "only \(Self.who(status.st_mode & 0o020 != 0)) may write to the log."
        )
    }

    private static func who(_ isGroup: Bool) -> String {
        isGroup ? "its owner and its group" : "its owner"
    }

    private func key() -> Finding {
        let path = LogPath(self.path).key
        var status = stat()
        guard stat(path, &status) == 0 else {
            return .note(
                "key",
                "there is no key \(path).",
                "The node makes one at its first start. Of a log that was copied or restored, that "
                    + "means a new author; the old key must be put there for the old one."
            )
        }
        guard status.st_mode & 0o077 == 0 else {
            return .problem(
                "key",
                "others may read \(path).",
                "chmod 600 \(ShellWord.quoted(path)): whoever has the key signs as this node. If somebody may have "
                    + "read it, take it away, and the node makes another."
            )
        }
        guard isKey(path) else {
            return .problem(
                "key",
                "\(path) is no key, or it may not be read.",
                "Put the right one back from where you keep it. Without, take the file away: the "
                    + "node makes a new key and writes as a new author."
            )
        }
        return .good("key", "\(path) is there, and only its owner may read it.")
    }

    /// True when the file begins as a key does; the key itself is not looked at.
    private func isKey(_ path: String) -> Bool {
        let start = Array("gossip-log identity 1 ".utf8)
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: start.count)
        return read(descriptor, &bytes, bytes.count) == start.count && bytes == start
    }

    private func folder() -> Finding? {
        let folder = FilePath(LogPath(path).log).folder
        var status = stat()
        guard stat(folder, &status) == 0, status.st_mode & 0o002 != 0,
            status.st_mode & UInt32(S_ISVTX) == 0
        else { return nil }
        return .problem(
            "rights",
            "everybody may write to the folder \(folder).",
            "chmod o-w \(ShellWord.quoted(folder)): whoever may do that can put another log or key in the place of "
                + "these."
        )
    }
}
