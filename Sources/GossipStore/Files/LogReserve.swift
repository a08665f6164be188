internal import Glibc

/// Room on the volume of a log that is kept for a full one: `FILE.reserve`, beside the log.
///
/// It has two parts. The base is what a start, a stop and a step of pruning take. The cover is what the
/// file will grow by when the write-ahead log is taken into it. A log stores messages only while both are
/// there: a volume that is filled, by it or by others, so leaves room for everything else. The room is
/// given up when it is needed, and taken back when there is space again. Until then the log is read, served
/// and pruned, and takes no message.
final class LogReserve {
    /// The base on all but small volumes.
    static let baseMax = 4 << 20
    /// The base on a small volume, which otherwise keeps a sixteenth: a start or a stop takes 100 KiB.
    static let baseMin = 256 << 10
    /// Bytes that stay free beside a whole reserve, so that it is not made and given up by turns.
    static let marginBytes = 128 << 10
    /// The room that a start finds: it writes some pages, and the index of a long write-ahead log.
    static let startBytes = 256 << 10

    private let path: String
    private let base: Int
    private var cover = 0
    /// Bytes that the file takes on the volume.
    private(set) var bytes: Int
    /// The reason for which there can be none, except want of space; `nil` while it can be made.
    private(set) var obstacle: StoreError?

    /// Looks at the reserve of a log, making nothing.
    init(of paths: LogPath) {
        path = paths.reserve
        let total = Volume(of: paths.log)?.totalBytes ?? 0
        base = min(Self.baseMax, max(Self.baseMin, total / 16 / 4_096 * 4_096))
        bytes = 0
        if ReserveMark.isForeign(path) {
            obstacle = Self.obstacle(path, "it is there, and is not the reserve of a log")
        } else {
            bytes = Volume.bytesTaken(by: path)
        }
    }

    /// True while messages may be stored.
    var isWhole: Bool { bytes >= base + cover || obstacle != nil }

    /// Bytes that must become free before messages are stored again.
    var missingBytes: Int { max(0, base + cover - bytes) + Self.marginBytes }

    // MARK: Giving up

    /// Gives back as much as is missing to these free bytes.
    func makeRoom(_ wanted: Int) {
        guard let volume = Volume(of: path), volume.freeBytes < wanted else { return }
        give(wanted - volume.freeBytes)
    }

    /// Gives so many bytes back to the volume.
    ///
    /// - Returns: False when there are none.
    @discardableResult
    func give(_ count: Int) -> Bool {
        guard bytes > 0 else { return false }
        let left = max(0, bytes - count) / 4_096 * 4_096
        if left == 0 || truncate(path, off_t(left)) != 0 { LogFile.remove(path) }
        bytes = Volume.bytesTaken(by: path)
        return true
    }

    /// Gives everything back.
    @discardableResult
    func giveUp() -> Bool { give(bytes) }

    // MARK: Taking back

    /// Keeps room for what the file will grow by.
    ///
    /// - Returns: False when there is none.
    func cover(_ growth: Int) -> Bool {
        // In steps, so that few commits pay for it.
        let step = base / 4
        cover = max(0, growth + step - 1) / step * step
        return isWhole || take(base + cover)
    }

    /// Makes the reserve whole, if there is room for that and the margin.
    func restore() {
        guard !isWhole, let volume = Volume(of: path), volume.freeBytes >= missingBytes
        else { return }
        _ = take(base + cover)
    }

    /// Takes what there is room for, so that it is there for the next start.
    func refill() {
        guard !isWhole, let volume = Volume(of: path) else { return }
        let size = min(base + cover, bytes + volume.freeBytes) / 4_096 * 4_096
        guard size > bytes else { return }
        _ = take(size)
    }

    /// Gives back what is more than whole.
    func trim() {
        if bytes > base + cover { give(bytes - base - cover) }
    }

    private func take(_ size: Int) -> Bool {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0o600)
        guard descriptor >= 0 else { return fail(errno) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
            status.st_nlink == 1
        else { return fail(EEXIST) }
        let before = bytes
        // Real blocks, not a hole: a hole keeps no room.
        let result = posix_fallocate(descriptor, 0, off_t(size))
        guard result == 0 else {
            // Some of it may have been taken.
            ftruncate(descriptor, off_t(before))
            if before == 0 { LogFile.remove(path) }
            return fail(result)
        }
        guard before > 0 || ReserveMark.write(to: descriptor) else { return fail(errno) }
        // A file system that compresses takes fewer, and can do no better.
        bytes = size
        return true
    }

    private func fail(_ reason: Int32) -> Bool {
        guard reason != ENOSPC, reason != EDQUOT else { return false }
        obstacle = Self.obstacle(path, String(cString: strerror(reason)))
        return true
    }

    private static func obstacle(_ path: String, _ reason: String) -> StoreError {
        StoreError(
            .unwritable,
            "make",
            path,
            reason: reason,
            hint: "The log is used without it: on a full disk it may then be read only."
        )
    }
}
