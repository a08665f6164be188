internal import GossipMigrations

/// The storage of a log: the system's files, or a disk of a trial that can fail at will.
///
/// SQLite reaches its files through a VFS; this names it, and has what the store does with files
/// beside SQLite.
package struct LogDisk: Sendable {
    /// The name of the SQLite VFS, `nil` for the system's.
    package var vfs: String?
    /// True when a lock beside the file keeps other nodes away.
    package var hasLocks: Bool
    /// Makes an empty file for a copy of a log, and gives its name for now.
    ///
    /// Takes away the remains of earlier copies for that name.
    package var makeDraft: @Sendable (_ path: String, _ log: String) throws(StoreError) -> String
    /// Takes a file away, if it is there.
    package var remove: @Sendable (_ path: String) -> Void
    /// Gives a file another name, in place of what has it, durable when this returns.
    package var move: @Sendable (_ path: String, _ target: String) throws(StoreError) -> Void

    /// Makes a disk.
    package init(
        vfs: String?,
        hasLocks: Bool,
        makeDraft: @escaping @Sendable (String, String) throws(StoreError) -> String,
        remove: @escaping @Sendable (String) -> Void,
        move: @escaping @Sendable (String, String) throws(StoreError) -> Void
    ) {
        self.vfs = vfs
        self.hasLocks = hasLocks
        self.makeDraft = makeDraft
        self.remove = remove
        self.move = move
    }

    /// The version of the schema that opening a log for writing leads to.
    package static var newestVersion: Int { Migrations.all.last?.version ?? 0 }

    /// The system's files.
    package static let system = LogDisk(
        vfs: nil,
        hasLocks: true,
        makeDraft: { path, log throws(StoreError) in
            DraftFile.removeLeftovers(of: path)
            let draft = try LogFile.makeDraft(for: path, like: log)
            LogFile.close(draft.descriptor)
            return draft.draft
        },
        remove: { LogFile.remove($0) },
        move: { path, target throws(StoreError) in try LogFile.move(path, to: target) }
    )
}
