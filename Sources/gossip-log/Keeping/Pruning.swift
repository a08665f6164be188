import GossipStore
import GossipText

/// The work of `prune`.
struct Pruning {
    /// What may stay; a limit that is absent allows everything.
    struct Limits {
        var age: UInt64?
        var bytes: UInt64?
        var count: Int?
    }

    let path: String
    let limits: Limits
    let isDryRun: Bool
    /// Whether what followers have not read may go too.
    let isForced: Bool

    func run() throws {
        // Looked at first: prune is not to make a log where none is.
        let reader = try OpenedLog.reader(path)
        let items = reader.reconciliation(try reader.snapshot())
        let horizon = try horizon(items, usedBytes: reader.usedBytes())
        let doomed = try items.count(before: horizon)
        guard doomed > 0 else {
            try Sentence.print("nothing to remove: all \(Quantity.messages(items.count)) may stay.")
            return
        }
        let part = "\(Quantity.count(doomed)) of \(Quantity.messages(items.count))"
        let time = TimeFormat.people(horizon, in: .local)
        let overtaken = try OvertakenFollowers(by: horizon, in: reader)
        if isDryRun {
            let sentence = "would remove \(part), signed before \(time)."
            try Sentence.print(([sentence] + overtaken.lines).joined(separator: "\n"))
            return
        }
        guard overtaken.isEmpty || isForced else { throw overtaken.refusal(path) }
        try remove(before: horizon, of: doomed)
        try Sentence.print("removed \(part), signed before \(time). They are refused from now on.")
    }

    private func horizon(_ items: StoredItems, usedBytes: UInt64) throws -> UInt64 {
        var horizon: UInt64 = 0
        let now = WallClock.system.now
        if let age = limits.age, age < now { horizon = now - age }
        if let count = limits.count { horizon = max(horizon, try items.horizon(leaving: count)) }
        if let bytes = limits.bytes {
            horizon = max(horizon, try items.horizon(bringing: usedBytes, below: bytes))
        }
        return horizon
    }

    private func remove(before horizon: UInt64, of doomed: Int) throws {
        let log: MessageLog
        do {
            log = try MessageLog.open(
                path: path,
                at: WallClock.system.now,
                version: "gossip-log prune \(Version.text)",
                keepsRunToken: true
            )
        } catch {
            guard error.code == .locked else { throw error }
            throw CommandFailure(
                "cannot prune \(path): its node is running. Stop it first, or start it with --keep or "
                    + "--keep-size, by which it prunes itself.",
                exit: .busy
            )
        }
        var progress = Progress("removed")
        var removed = 0
        while true {
            let step = try log.prune(before: horizon)
            removed += step.removed.count
            progress.show(part: removed, of: doomed)
            if step.isDone { break }
        }
        progress.clear()
        _ = FollowerRegistry(of: log).followers(forgettingGone: true)
        try log.close(clean: true, at: WallClock.system.now)
    }
}
