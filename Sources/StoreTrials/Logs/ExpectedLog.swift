package import GossipStore
package import GossipWire

/// What a log must hold: all that was acknowledged, and of the batch that was under way all or nothing.
package struct ExpectedLog {
    /// Ids of what was acknowledged.
    package private(set) var acknowledged: Set<MessageID> = []
    /// Batches that were there though nobody was told.
    package private(set) var survivors = 0
    /// Whether the log has been used since it was opened.
    package var isInUse = false
    private var attempted: Set<MessageID> = []
    /// What a copy made before migrating must hold.
    private var copied: Set<MessageID>?

    package init() {}

    /// The log was made with these by a program of an older version.
    package mutating func beginsWith(_ messages: [Message], inVersion version: Int) {
        acknowledged = Set(messages.map(\.id))
        copied = acknowledged
    }

    /// The batch is being appended.
    package mutating func attempt(_ batch: [Message]) {
        attempted = Set(batch.map(\.id))
    }

    /// It was appended.
    package mutating func acknowledge() {
        acknowledged.formUnion(attempted)
        attempted = []
    }

    /// It was refused: none of it may be there.
    package mutating func refuse() { attempted = [] }

    /// Looks at a log that was just opened.
    package mutating func check(_ log: MessageLog, on disk: TrialDisk) throws {
        isInUse = false
        let reader = try LogReader.open(path: log.path, on: disk.log)
        defer { reader.close() }
        let here = Set(try reader.ids(from: .zero, limit: .max))
        let lost = acknowledged.subtracting(here)
        guard lost.isEmpty else {
            throw TrialFailure(
                "\(lost.count) of \(acknowledged.count) acknowledged messages are lost"
            )
        }
        let others = here.subtracting(acknowledged)
        guard others.isEmpty || others == attempted.subtracting(acknowledged) else {
            throw TrialFailure(
                "\(others.count) messages of a batch of \(attempted.count) that was cut off are there"
            )
        }
        if !others.isEmpty { survivors += 1 }
        acknowledged = here
        attempted = []
        guard log.count == here.count, try reader.lastArrival() == log.lastArrival else {
            throw TrialFailure("the log counts \(log.count) of \(here.count) messages")
        }
        let verification = LogVerifier(reader, depth: .unsigned).run()
        guard verification.isSound, verification.messages == here.count else {
            throw TrialFailure(
                "the log is damaged: \(verification.problems.map(\.finding).joined(separator: "; "))"
            )
        }
    }

    /// Looks at the copy that was made before the first migration, once; `true` when there was one.
    package mutating func checkCopy(of path: String, on disk: TrialDisk) throws -> Bool {
        guard let copied else { return false }
        self.copied = nil
        guard let bytes = disk.bytes(of: "\(path).before-v\(LogDisk.newestVersion)") else {
            throw TrialFailure("the log was migrated and there is no copy of it")
        }
        let other = TrialDisk()
        other.put(bytes, at: path)
        let log = try MessageLog.open(path: path, at: 1, on: other.log)
        let reader = try LogReader.open(path: path, on: other.log)
        guard Set(try reader.ids(from: .zero, limit: .max)) == copied, log.count == copied.count
        else {
            throw TrialFailure("the copy made before migrating is not the log")
        }
        return true
    }
}
