import GossipStore
import GossipText

/// A pruning, resolved: the horizon that the limits mean in this log, and the messages below it.
struct PrunePlan {
    let path: String
    /// Messages signed before this time are removed, in milliseconds since 1970.
    let horizon: UInt64
    /// Messages of the log.
    let count: Int
    /// Messages below the horizon.
    let removedCount: Int
    /// Messages that stay beyond the number asked for, since others of their millisecond stay.
    let surplusCount: Int
    /// Bytes of the file that hold nothing.
    let freeBytes: Int
    /// The consumers that have not read all of them.
    let overtaken: OvertakenConsumers
    let isDryRun: Bool
    /// True when messages go that consumers have not read.
    let isForced: Bool

    /// Opens the log for reading and finds the horizon; prune is not to make a log where none is.
    init(_ command: PruneCommand, at now: UInt64) throws {
        path = command.log.db
        isDryRun = command.dryRun
        isForced = command.force
        let reader = try ReadableLog.open(path)
        let items = reader.reconciliation(try reader.snapshot())
        horizon = try Self.horizon(command, items, usedBytes: reader.usedBytes(), at: now)
        count = items.count
        freeBytes = try reader.freeBytes()
        let removedCount = try items.count(before: horizon)
        self.removedCount = removedCount
        surplusCount = max(0, items.count - removedCount - (command.maxCount ?? .max))
        overtaken = try OvertakenConsumers(by: horizon, in: reader)
    }

    private static func horizon(
        _ command: PruneCommand,
        _ items: StoredItems,
        usedBytes: UInt64,
        at now: UInt64
    ) throws -> UInt64 {
        var horizon: UInt64 = 0
        if let age = command.maxAge, age < now { horizon = now - age }
        if let count = command.maxCount {
            horizon = max(horizon, try items.horizon(leaving: count))
        }
        if let bytes = command.maxSize {
            horizon = max(horizon, try items.horizon(bringing: usedBytes, below: bytes))
        }
        return horizon
    }
}
