internal import CSQLite

/// A trial's disk as SQLite knows it: a table of functions that hand each call on to the disk.
///
/// Registered with SQLite as long as it lives.
final class TrialVFS {
    private let vfs: UnsafeMutablePointer<sqlite3_vfs>
    private let name: UnsafeMutablePointer<CChar>

    init(of disk: TrialDisk) {
        let text = disk.name.utf8CString
        name = .allocate(capacity: text.count)
        for (index, character) in text.enumerated() { name[index] = character }
        vfs = .allocate(capacity: 1)
        vfs.initialize(to: sqlite3_vfs())
        vfs.pointee.iVersion = 2
        vfs.pointee.szOsFile = Int32(OpenFilePointer.size)
        vfs.pointee.mxPathname = 512
        vfs.pointee.zName = UnsafePointer(name)
        // The disk owns this; it is gone before the disk is.
        vfs.pointee.pAppData = Unmanaged.passUnretained(disk).toOpaque()
        vfs.pointee.xOpen = open
        vfs.pointee.xDelete = delete
        vfs.pointee.xAccess = access
        vfs.pointee.xFullPathname = fullPathname
        vfs.pointee.xRandomness = { _, count, bytes in
            let system = sqlite3_vfs_find(nil)
            return system?.pointee.xRandomness?(system, count, bytes) ?? 0
        }
        vfs.pointee.xSleep = { vfs, microseconds in
            StoreTrials.disk(of: vfs)?.sleptMicroseconds += Int(microseconds)
            return microseconds
        }
        vfs.pointee.xCurrentTime = { _, days in
            let system = sqlite3_vfs_find(nil)
            return system?.pointee.xCurrentTime?(system, days) ?? SQLITE_ERROR
        }
        vfs.pointee.xCurrentTimeInt64 = { _, milliseconds in
            let system = sqlite3_vfs_find(nil)
            return system?.pointee.xCurrentTimeInt64?(system, milliseconds) ?? SQLITE_ERROR
        }
        vfs.pointee.xGetLastError = { _, _, _ in 0 }
        sqlite3_vfs_register(vfs, 0)
    }

    deinit {
        sqlite3_vfs_unregister(vfs)
        vfs.deallocate()
        name.deallocate()
    }
}

private func disk(of vfs: UnsafeMutablePointer<sqlite3_vfs>?) -> TrialDisk? {
    guard let data = vfs?.pointee.pAppData else { return nil }
    return Unmanaged<TrialDisk>.fromOpaque(data).takeUnretainedValue()
}

private func open(
    _ vfs: UnsafeMutablePointer<sqlite3_vfs>?,
    _ name: UnsafePointer<CChar>?,
    _ file: UnsafeMutablePointer<sqlite3_file>?,
    _ flags: Int32,
    _ givenFlags: UnsafeMutablePointer<Int32>?
) -> Int32 {
    guard let disk = disk(of: vfs), let file else { return SQLITE_CANTOPEN }
    // Without methods SQLite does not close what could not be opened.
    file.pointee.pMethods = nil
    guard disk.begin(.open) == nil else { return SQLITE_CANTOPEN }
    let path = name.map { String(cString: $0) }
    let known = path.flatMap { disk.file($0) }
    guard known != nil || flags & SQLITE_OPEN_CREATE != 0 else { return SQLITE_CANTOPEN }
    let opened = OpenFile(
        known ?? path.map { disk.create($0) } ?? DiskFile(),
        path: path,
        on: disk,
        isNew: known == nil,
        flags: flags
    )
    OpenFilePointer.set(file, to: opened)
    givenFlags?.pointee = flags
    return SQLITE_OK
}

private func delete(
    _ vfs: UnsafeMutablePointer<sqlite3_vfs>?,
    _ name: UnsafePointer<CChar>?,
    _ isSynced: Int32
) -> Int32 {
    guard let disk = disk(of: vfs), let name else { return SQLITE_ERROR }
    return disk.remove(String(cString: name), isSynced: isSynced != 0) ?? SQLITE_OK
}

private func access(
    _ vfs: UnsafeMutablePointer<sqlite3_vfs>?,
    _ name: UnsafePointer<CChar>?,
    _ flags: Int32,
    _ result: UnsafeMutablePointer<Int32>?
) -> Int32 {
    guard let disk = disk(of: vfs), let name else { return SQLITE_ERROR }
    guard !disk.isOff else { return SQLITE_IOERR }
    result?.pointee = disk.file(String(cString: name)) == nil ? 0 : 1
    return SQLITE_OK
}

private func fullPathname(
    _ vfs: UnsafeMutablePointer<sqlite3_vfs>?,
    _ name: UnsafePointer<CChar>?,
    _ size: Int32,
    _ result: UnsafeMutablePointer<CChar>?
) -> Int32 {
    guard let name, let result else { return SQLITE_CANTOPEN }
    copy(name, size, result)
    return SQLITE_OK
}

/// Copies a name with its end.
private func copy(
    _ name: UnsafePointer<CChar>,
    _ size: Int32,
    _ result: UnsafeMutablePointer<CChar>
) {
    var index = 0
    while index < Int(size) - 1, name[index] != 0 {
        result[index] = name[index]
        index += 1
    }
    result[index] = 0
}
