internal import CSQLite

/// The locks of a file and the memory that its users share, as SQLite's own VFS has them between
/// processes.
final class FileLocks {
    /// SQLite's level of lock, by user.
    private var levels: [ObjectIdentifier: Int32] = [:]
    /// Users of each of the locks of the shared memory.
    private var slots = [Slot](repeating: Slot(), count: Int(SQLITE_SHM_NLOCK))
    private var regions: [UnsafeMutableRawPointer] = []

    private struct Slot {
        var shared: Set<ObjectIdentifier> = []
        var exclusive: ObjectIdentifier?
    }

    deinit {
        for region in regions { region.deallocate() }
    }

    /// Raises a user's lock; `false` when others are in the way.
    func lock(_ user: ObjectIdentifier, _ level: Int32) -> Bool {
        let others = levels.filter { $0.key != user }.values
        guard level > levels[user] ?? SQLITE_LOCK_NONE else { return true }
        switch level {
        case SQLITE_LOCK_SHARED:
            guard !others.contains(where: { $0 >= SQLITE_LOCK_PENDING }) else { return false }
        case SQLITE_LOCK_RESERVED:
            guard !others.contains(where: { $0 >= SQLITE_LOCK_RESERVED }) else { return false }
        default:
            guard !others.contains(where: { $0 >= SQLITE_LOCK_RESERVED }) else { return false }
            guard !others.contains(where: { $0 >= SQLITE_LOCK_SHARED }) else {
                levels[user] = SQLITE_LOCK_PENDING
                return false
            }
        }
        levels[user] = level
        return true
    }

    /// Lowers a user's lock.
    func unlock(_ user: ObjectIdentifier, _ level: Int32) {
        levels[user] = level == SQLITE_LOCK_NONE ? nil : level
    }

    /// True while some user is about to write.
    var isReserved: Bool { levels.values.contains { $0 >= SQLITE_LOCK_RESERVED } }

    /// A region of the shared memory; `nil` when there is none yet and it is not to be made.
    func region(_ index: Int, size: Int, make: Bool) -> UnsafeMutableRawPointer? {
        while make, regions.count <= index {
            let region = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 8)
            region.initializeMemory(as: UInt8.self, repeating: 0, count: size)
            regions.append(region)
        }
        return index < regions.count ? regions[index] : nil
    }

    /// Takes locks of the shared memory; `false` when others are in the way.
    func lockMemory(_ user: ObjectIdentifier, _ range: Range<Int>, exclusive: Bool) -> Bool {
        for slot in slots[range] {
            if let holder = slot.exclusive, holder != user { return false }
            if exclusive, slot.shared.contains(where: { $0 != user }) { return false }
        }
        for index in range {
            if exclusive {
                slots[index].exclusive = user
            } else {
                slots[index].shared.insert(user)
            }
        }
        return true
    }

    /// Lets go of locks of the shared memory.
    func unlockMemory(_ user: ObjectIdentifier, _ range: Range<Int>, exclusive: Bool) {
        for index in range {
            if exclusive {
                if slots[index].exclusive == user { slots[index].exclusive = nil }
            } else {
                slots[index].shared.remove(user)
            }
        }
    }

    /// Lets go of everything of a user.
    func leave(_ user: ObjectIdentifier) {
        levels[user] = nil
        leaveMemory(user)
    }

    /// Lets go of a user's locks of the shared memory.
    func leaveMemory(_ user: ObjectIdentifier) {
        unlockMemory(user, slots.indices, exclusive: true)
        unlockMemory(user, slots.indices, exclusive: false)
    }
}
