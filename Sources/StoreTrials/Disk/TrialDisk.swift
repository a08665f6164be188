internal import CSQLite
package import GossipStore
internal import Synchronization
package import TestSupport

/// A disk in memory that keeps synced bytes, loses others by chance, and fails on order.
///
/// SQLite reaches it as a VFS with the disk's name. For one thread; a folder of flat names. Syncing a file
/// makes its bytes durable. A name that is new, changed or gone is durable once the folder is synced:
/// SQLite does that with the first sync of a journal or write-ahead log, and in a delete that asks for it.
package final class TrialDisk {
    private enum NameChange {
        case set(String, DiskFile)
        case remove(String)
    }

    private static let numbers = Atomic<Int>(0)

    /// The name of the VFS.
    package let name: String
    /// Operations that changed something so far.
    package private(set) var changes = 0
    /// The change at which the power goes, counted as in ``changes``.
    package var cutAt: Int?
    /// True while the power is off: everything fails.
    package private(set) var isOff = false
    /// The fault that is planned.
    package var fault: DiskFault?
    /// Microseconds that SQLite meant to sleep; nobody did.
    package internal(set) var sleptMicroseconds = 0
    /// Counts the times the power came back: what was open before is of no use.
    private(set) var generation = 0

    private var files: [String: DiskFile] = [:]
    private var safeFiles: [String: DiskFile] = [:]
    private var nameChanges: [NameChange] = []
    private var vfs: TrialVFS?

    /// Makes an empty disk and its VFS.
    package init() {
        name = "trial-\(Self.numbers.add(1, ordering: .relaxed).newValue)"
        vfs = TrialVFS(of: self)
    }

    /// A disk with the same files, all safe, which nobody uses.
    func copy() -> TrialDisk {
        let copy = TrialDisk()
        for (path, file) in files { copy.put(file.content, at: path) }
        return copy
    }

    /// The disk as the store takes it.
    ///
    /// Belongs to the disk's own thread, like the disk.
    package var log: LogDisk {
        nonisolated(unsafe) let disk = self
        return LogDisk(
            vfs: name,
            hasLocks: false,
            makeDraft: { path, _ in
                let draft = path + ".draft"
                for ending in ["", "-journal"] { _ = disk.remove(draft + ending, isSynced: false) }
                return draft
            },
            remove: { _ = disk.remove($0, isSynced: false) },
            move: { path, target throws(StoreError) in
                guard disk.move(path, to: target) else {
                    throw .onTrialDisk(target)
                }
            }
        )
    }

    /// The bytes of a file as programs see them.
    package func bytes(of path: String) -> [UInt8]? { files[path]?.content }

    /// Puts a file there, safe.
    package func put(_ bytes: [UInt8], at path: String) {
        files[path] = DiskFile(bytes)
        safeFiles[path] = files[path]
    }

    /// Counts an operation; gives the code of SQLite it fails with, if it does.
    func begin(_ operation: DiskFault.Operation) -> Int32? {
        if isOff { return SQLITE_IOERR }
        if let code = fault?.strike(operation) { return code }
        if operation.isChange {
            changes += 1
            if changes == cutAt { isOff = true }
        }
        return nil
    }

    /// All programs that had files open are killed; what they wrote stays.
    func forgetUsers() {
        for (path, file) in files { files[path] = DiskFile(file.content) }
        safeFiles = files
        nameChanges = []
        generation += 1
    }

    func file(_ path: String) -> DiskFile? { files[path] }

    func create(_ path: String) -> DiskFile {
        let file = DiskFile()
        files[path] = file
        nameChanges.append(.set(path, file))
        return file
    }

    /// Takes a name away; `nil` when it went, else SQLite's code.
    func remove(_ path: String, isSynced: Bool) -> Int32? {
        guard files[path] != nil else { return SQLITE_IOERR | 23 << 8 }
        if let code = begin(.delete) { return code }
        files[path] = nil
        nameChanges.append(.remove(path))
        if isOff { return SQLITE_IOERR }
        if isSynced { syncNames() }
        return nil
    }

    private func move(_ path: String, to target: String) -> Bool {
        guard let file = files[path], begin(.delete) == nil else { return false }
        files[path] = nil
        files[target] = file
        // One step: a journalling file system never shows a half of it.
        nameChanges.append(.set(target, file))
        nameChanges.append(.remove(path))
        if isOff { return false }
        guard begin(.sync) == nil, !isOff else { return false }
        syncNames()
        return true
    }

    /// Makes all names safe.
    func syncNames() {
        safeFiles = files
        nameChanges = []
    }

    /// The power comes back: what was not safe is as chance leaves it.
    package func restart(using random: inout SeededGenerator) {
        let loss = PowerLoss(using: &random)
        // A journalling file system keeps the order of its changes of names.
        for change in nameChanges.prefix(Int.random(in: 0...nameChanges.count, using: &random)) {
            switch change {
            case .set(let path, let file): safeFiles[path] = file
            case .remove(let path): safeFiles[path] = nil
            }
        }
        files = [:]
        for (path, file) in safeFiles.sorted(by: { $0.key < $1.key }) {
            files[path] = DiskFile(file.afterPowerCut(loss, using: &random))
        }
        safeFiles = files
        nameChanges = []
        generation += 1
        isOff = false
        cutAt = nil
        fault = nil
    }
}
