import GossipStore
import GossipText

/// The work of `prune`.
struct Prune {
    private let plan: PrunePlan

    init(_ plan: PrunePlan) {
        self.plan = plan
    }

    /// Removes the messages, or tells which would be removed.
    func run() throws {
        guard plan.removedCount > 0 else { return try giveSpaceBack() }
        let part = "\(Quantity.count(plan.removedCount)) of \(Quantity.messages(plan.count))"
        let time = TimeFormat.people(plan.horizon, in: .local)
        if plan.isDryRun {
            let sentence = "would remove \(part), signed before \(time).\(surplus)"
            Diagnostics.say(([sentence] + plan.overtaken.lines).joined(separator: "\n"))
            return
        }
        guard plan.overtaken.isEmpty || plan.isForced else {
            throw plan.overtaken.refusal(plan.path)
        }
        let space = try remove()
        Diagnostics.say(
            "removed \(part), signed before \(time). They are refused from now on.\(surplus)\n"
                + space
        )
    }

    /// A sentence on messages that stay beyond `--max-count`.
    private var surplus: String {
        guard plan.surplusCount > 0 else { return "" }
        return " \(Quantity.messages(plan.surplusCount)) more than --max-count "
            + "\(plan.surplusCount == 1 ? "stays" : "stay"): those of one millisecond go together."
    }

    /// Gives back what earlier prunings have freed in the file, unless its node runs.
    private func giveSpaceBack() throws {
        let sentence = "nothing to remove: all \(Quantity.messages(plan.count)) may stay.\(surplus)"
        guard plan.freeBytes > 0, !plan.isDryRun, !LogReader.isInUse(path: plan.path) else {
            return Diagnostics.say(sentence)
        }
        Diagnostics.say("\(sentence)\n\(try remove())")
    }

    /// Removes them, and tells the space that it has given back.
    private func remove() throws -> String {
        let path = plan.path
        let before = FileStatus.bytes(ofLog: path)
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
            let step = try log.prune(before: plan.horizon)
            removed += step.removed.count
            progress.show(part: removed, of: plan.removedCount)
            if step.isDone { break }
        }
        progress.clear()
        let left = try shrink(log)
        _ = ConsumerRegistry(of: log).consumers(forgettingGone: true)
        try log.close(clean: true, at: WallClock.system.now)
        let freed = max(0, before - FileStatus.bytes(ofLog: path))
        return "\(Quantity.bytes(freed)) of the disk are free again.\(left)"
    }

    /// Makes the file shorter, and tells the space in it that stays.
    private func shrink(_ log: MessageLog) throws -> String {
        do throws(StoreError) {
            try log.shrink()
        } catch {
            // What was removed is gone all the same.
            guard error.code == .full else { throw error }
        }
        let left = try log.freeBytes()
        guard left > 0 else { return "" }
        return " \(Quantity.bytes(left)) of the file are free and used for what comes"
            + (try log.canShrink ? "." : ": an earlier version made it, and it keeps its length.")
    }
}
