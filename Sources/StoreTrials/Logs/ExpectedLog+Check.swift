package import GossipStore
internal import GossipWire

extension ExpectedLog {
    /// Looks at a log that was just opened.
    package mutating func check(_ log: MessageLog, on disk: TrialDisk) throws {
        isInUse = false
        let reader = try LogReader.open(path: log.path, on: disk.log)
        defer { reader.close() }
        try checkBounds(log.scope, reader)
        try checkMessages(reader)
        attempt = nil
        guard log.lastArrival == lastArrival else {
            throw TrialFailure("the last arrival number is \(log.lastArrival), not \(lastArrival)")
        }
        guard log.count == present.count else {
            throw TrialFailure("the log counts \(log.count) of \(present.count) messages")
        }
        try authors.check(log, reader)
        let verification = LogVerifier(reader, depth: .unsigned).run()
        guard verification.isSound, verification.messages == present.count else {
            throw TrialFailure(
                "the log is damaged: \(verification.problems.map(\.finding).joined(separator: "; "))"
            )
        }
    }

    /// The bounds are those that were acknowledged, or a step further when one was under way.
    private mutating func checkBounds(_ found: Scope, _ reader: LogReader) throws {
        guard try reader.logDescription().scope == found else {
            throw TrialFailure("the file has other bounds than the log that opened it")
        }
        guard found != bounds else { return }
        guard case .prune(let order) = attempt, order.leads(from: bounds, to: found) else {
            throw TrialFailure("the bounds are \(found), and \(bounds) was acknowledged")
        }
        move(to: found, isExpiry: order.isExpiry)
        survivors += 1
    }

    private mutating func checkMessages(_ reader: LogReader) throws {
        let here = Set(try reader.ids(from: .zero, limit: .max))
        let lost = present.keys.filter { !here.contains($0) }
        guard lost.isEmpty else {
            throw TrialFailure("\(lost.count) of \(present.count) acknowledged messages are lost")
        }
        let others = here.subtracting(present.keys)
        guard !others.isEmpty else { return }
        let back = removed.filter { others.contains($0.id) }
        guard back.isEmpty else { throw TrialFailure("\(back.count) pruned messages are back") }
        guard case .append(let batch) = attempt else {
            throw TrialFailure("\(others.count) messages are there that nobody stored")
        }
        var seen = Set(present.keys)
        let new = batch.filter { bounds.keeps($0) && seen.insert($0.id).inserted }
        guard others == Set(new.map(\.id)) else {
            throw TrialFailure(
                "\(others.count) messages of a batch of \(new.count) that was cut off are there"
            )
        }
        for message in new { insert(message) }
        survivors += 1
    }

    /// Looks at the copy that was made before the first migration, once; `true` when there was one.
    ///
    /// - Parameters:
    ///   - path: The log.
    ///   - disk: The disk with both.
    ///   - sound: The bytes of the copy that was looked at last: the same are not opened and migrated again.
    /// - Returns: True when there was one.
    /// - Throws: ``TrialFailure`` when the copy is not the log as it was.
    package mutating func checkCopy(
        of path: String,
        on disk: TrialDisk,
        knownAs sound: inout [UInt8]
    ) throws -> Bool {
        guard let copied else { return false }
        self.copied = nil
        guard let bytes = disk.bytes(of: "\(path).before-v\(LogDisk.newestVersion)") else {
            throw TrialFailure("the log was migrated and there is no copy of it")
        }
        guard bytes != sound else { return true }
        let other = TrialDisk()
        other.put(bytes, at: path)
        let log = try MessageLog.open(path: path, at: 1, on: other.log)
        let reader = try LogReader.open(path: path, on: other.log)
        guard Set(try reader.ids(from: .zero, limit: .max)) == copied, log.count == copied.count
        else {
            throw TrialFailure("the copy made before migrating is not the log")
        }
        sound = bytes
        return true
    }
}
