internal import CSQLite

/// A file of a trial's disk as one connection has it open.
final class OpenFile {
    let disk: TrialDisk
    let file: DiskFile
    private let path: String?
    private let generation: Int
    private let deletesOnClose: Bool
    /// True when the first sync makes the name durable too, as SQLite does for journals that it made.
    private var syncsName: Bool

    init(_ file: DiskFile, path: String?, on disk: TrialDisk, isNew: Bool, flags: Int32) {
        self.disk = disk
        self.file = file
        self.path = path
        generation = disk.generation
        deletesOnClose = flags & SQLITE_OPEN_DELETEONCLOSE != 0
        let journals =
            SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_SUPER_JOURNAL
        syncsName = isNew && flags & journals != 0
    }

    private var user: ObjectIdentifier { ObjectIdentifier(self) }

    /// The code an operation fails with: before the last power cut everything does.
    private func begin(_ operation: DiskFault.Operation) -> Int32? {
        guard generation == disk.generation else { return SQLITE_IOERR }
        return disk.begin(operation)
    }

    func read(_ target: UnsafeMutableRawBufferPointer, at offset: Int) -> Int32 {
        if let code = begin(.read) { return code }
        let content = file.content
        let available = max(0, min(target.count, content.count - offset))
        if available > 0 {
            content.withUnsafeBytes { bytes in
                target.copyMemory(from: .init(rebasing: bytes[offset..<offset + available]))
            }
        }
        guard available < target.count else { return SQLITE_OK }
        for index in available..<target.count { target[index] = 0 }
        return SQLITE_IOERR | 2 << 8
    }

    func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) -> Int32 {
        if let code = begin(.write) { return code }
        file.write(Array(bytes), at: offset)
        // The power went while it was being written.
        return disk.isOff ? SQLITE_IOERR | 3 << 8 : SQLITE_OK
    }

    func truncate(to size: Int) -> Int32 {
        if let code = begin(.truncate) { return code }
        file.truncate(to: size)
        return disk.isOff ? SQLITE_IOERR | 6 << 8 : SQLITE_OK
    }

    func sync() -> Int32 {
        if let code = begin(.sync) { return code }
        if disk.isOff { return SQLITE_IOERR | 4 << 8 }
        file.sync()
        if syncsName {
            syncsName = false
            disk.syncNames()
        }
        return SQLITE_OK
    }

    func lock(_ level: Int32) -> Int32 {
        if let code = begin(.lock) { return code }
        return file.locks.lock(user, level) ? SQLITE_OK : SQLITE_BUSY
    }

    func unlock(_ level: Int32) -> Int32 {
        file.locks.unlock(user, level)
        return SQLITE_OK
    }

    func lockMemory(_ range: Range<Int>, flags: Int32) -> Int32 {
        let exclusive = flags & SQLITE_SHM_EXCLUSIVE != 0
        guard flags & SQLITE_SHM_LOCK != 0 else {
            file.locks.unlockMemory(user, range, exclusive: exclusive)
            return SQLITE_OK
        }
        if let code = begin(.lock) { return code }
        return file.locks.lockMemory(user, range, exclusive: exclusive)
            ? SQLITE_OK : SQLITE_BUSY
    }

    /// Lets go of the shared memory, which stays for the others and the next.
    func leaveMemory() {
        file.locks.leaveMemory(user)
    }

    func close() {
        file.locks.leave(user)
        if deletesOnClose, let path { _ = disk.remove(path, isSynced: false) }
    }
}
