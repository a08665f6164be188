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
        guard plan.removedCount > 0 else {
            try Sentence.print("nothing to remove: all \(Quantity.messages(plan.count)) may stay.")
            return
        }
        let part = "\(Quantity.count(plan.removedCount)) of \(Quantity.messages(plan.count))"
        let time = TimeFormat.people(plan.horizon, in: .local)
        if plan.isDryRun {
            let sentence = "would remove \(part), signed before \(time)."
            try Sentence.print(([sentence] + plan.overtaken.lines).joined(separator: "\n"))
            return
        }
        guard plan.overtaken.isEmpty || plan.isForced else {
            throw plan.overtaken.refusal(plan.path)
        }
        try remove()
        try Sentence.print("removed \(part), signed before \(time). They are refused from now on.")
    }

    private func remove() throws {
        let path = plan.path
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
        _ = ConsumerRegistry(of: log).consumers(forgettingGone: true)
        try log.close(clean: true, at: WallClock.system.now)
    }
}
