internal import CSQLite

/// The open file behind the structure that SQLite keeps for it: SQLite's table of functions, then a
/// reference of ours.
enum OpenFilePointer {
    static let size = MemoryLayout<sqlite3_file>.stride + MemoryLayout<UnsafeRawPointer>.stride

    static func set(_ file: UnsafeMutablePointer<sqlite3_file>, to opened: OpenFile) {
        file.pointee.pMethods = methods
        UnsafeMutableRawPointer(file).storeBytes(
            of: Unmanaged.passRetained(opened).toOpaque(),
            toByteOffset: MemoryLayout<sqlite3_file>.stride,
            as: UnsafeMutableRawPointer.self
        )
    }

    private static func reference(
        _ file: UnsafeMutablePointer<sqlite3_file>?
    ) -> Unmanaged<OpenFile>? {
        guard let file else { return nil }
        let pointer = UnsafeRawPointer(file).load(
            fromByteOffset: MemoryLayout<sqlite3_file>.stride,
            as: UnsafeMutableRawPointer.self
        )
        return Unmanaged<OpenFile>.fromOpaque(pointer)
    }

    static func get(_ file: UnsafeMutablePointer<sqlite3_file>?) -> OpenFile? {
        reference(file)?.takeUnretainedValue()
    }

    static func release(_ file: UnsafeMutablePointer<sqlite3_file>?) {
        reference(file)?.release()
    }
}

/// The functions that SQLite calls for an open file; one table for all files of all disks, never changed.
private nonisolated(unsafe) let methods: UnsafePointer<sqlite3_io_methods> = {
    let methods = UnsafeMutablePointer<sqlite3_io_methods>.allocate(capacity: 1)
    methods.initialize(to: sqlite3_io_methods())
    methods.pointee.iVersion = 2
    setFileMethods(&methods.pointee)
    setMemoryMethods(&methods.pointee)
    return UnsafePointer(methods)
}()

private func setFileMethods(_ methods: inout sqlite3_io_methods) {
    methods.xClose = { file in
        OpenFilePointer.get(file)?.close()
        OpenFilePointer.release(file)
        return SQLITE_OK
    }
    methods.xRead = { file, target, count, offset in
        let target = UnsafeMutableRawBufferPointer(start: target, count: Int(count))
        return OpenFilePointer.get(file)?.read(target, at: Int(offset)) ?? SQLITE_IOERR
    }
    methods.xWrite = { file, bytes, count, offset in
        let bytes = UnsafeRawBufferPointer(start: bytes, count: Int(count))
        return OpenFilePointer.get(file)?.write(bytes, at: Int(offset)) ?? SQLITE_IOERR
    }
    methods.xTruncate = { file, size in
        OpenFilePointer.get(file)?.truncate(to: Int(size)) ?? SQLITE_IOERR
    }
    methods.xSync = { file, _ in OpenFilePointer.get(file)?.sync() ?? SQLITE_IOERR }
    methods.xFileSize = { file, size in
        size?.pointee = sqlite3_int64(OpenFilePointer.get(file)?.file.content.count ?? 0)
        return SQLITE_OK
    }
    methods.xLock = { file, level in OpenFilePointer.get(file)?.lock(level) ?? SQLITE_IOERR }
    methods.xUnlock = { file, level in OpenFilePointer.get(file)?.unlock(level) ?? SQLITE_IOERR }
    methods.xCheckReservedLock = { file, result in
        result?.pointee = OpenFilePointer.get(file)?.file.locks.isReserved == true ? 1 : 0
        return SQLITE_OK
    }
    methods.xFileControl = { _, _, _ in SQLITE_NOTFOUND }
    methods.xSectorSize = { _ in 4_096 }
    // As SQLite's own VFS says of a disk: a write does not harm the bytes beside it.
    methods.xDeviceCharacteristics = { _ in SQLITE_IOCAP_POWERSAFE_OVERWRITE }
}

private func setMemoryMethods(_ methods: inout sqlite3_io_methods) {
    methods.xShmMap = { file, index, size, make, result in
        guard let opened = OpenFilePointer.get(file) else { return SQLITE_IOERR }
        result?.pointee = opened.file.locks.region(Int(index), size: Int(size), make: make != 0)
        return SQLITE_OK
    }
    methods.xShmLock = { file, first, count, flags in
        guard let opened = OpenFilePointer.get(file) else { return SQLITE_IOERR }
        return opened.lockMemory(Int(first)..<Int(first + count), flags: flags)
    }
    // One thread uses the disk.
    methods.xShmBarrier = { _ in }
    methods.xShmUnmap = { file, _ in
        OpenFilePointer.get(file)?.leaveMemory()
        return SQLITE_OK
    }
}
