import Glibc
import GossipStore
import GossipText

/// The disk that the log is on.
struct DiskChecks {
    let path: String

    func findings() -> [Finding] {
        let folder = FilePath(LogPath(path).log).folder
        var facts = statvfs()
        guard statvfs(folder, &facts) == 0 else {
            return [
                .problem(
                    "disk",
                    "cannot look at the disk of \(path): \(SystemError.text(errno)).",
                    "Look at the path."
                )
            ]
        }
        let block = UInt64(facts.f_frsize)
        return [
            Self.space(
                free: UInt64(facts.f_bavail) * block,
                total: UInt64(facts.f_blocks) * block,
                log: FileStatus.bytes(ofLog: path)
            ),
            reserve(),
            FileSystemKind(of: folder).flatMap(Self.kind),
        ].compactMap(\.self)
    }

    /// Looks for the room that is kept for a full disk.
    private func reserve() -> Finding? {
        guard FileStatus(path: path) != nil, !LogReader.hasReserve(path: path) else { return nil }
        return .note(
            "disk",
            "\(SafeText.text(LogPath(path).reserve)) is not there or not whole: the room that a node keeps "
                + "for a full disk.",
            "The node makes it when there is room, and takes messages then."
        )
    }

    /// Looks for room to grow, and once more for a backup or a migration.
    static func space(free: UInt64, total: UInt64, log: Int) -> Finding {
        let text = "\(Quantity.bytes(free)) of \(Quantity.bytes(total)) are free."
        if free < 64 << 20 {
            return .problem(
                "disk",
                text,
                "Free some space: a node that finds the disk full acknowledges nothing more."
            )
        }
        if free < UInt64(log) {
            return .note(
                "disk",
                text,
                "Less than the log takes (\(Quantity.bytes(log))): a new version's migration, or a "
                    + "backup on this disk, would not fit."
            )
        }
        return .good("disk", text)
    }

    /// Judges the kind of file system, by its promises on syncing, locks and shared memory.
    static func kind(_ kind: FileSystemKind) -> Finding? {
        if kind.isNetwork {
            return .problem(
                "disk",
                "the log is on a network file system (\(kind.name)).",
                "Put it on a local disk: SQLite's write-ahead log needs shared memory and locks, "
                    + "which these file systems do not keep reliably."
            )
        }
        if kind.isMemory {
            return .problem(
                "disk",
                "the log is in memory (\(kind.name)), and gone when the machine restarts.",
                "Put it on a disk."
            )
        }
        return nil
    }
}
