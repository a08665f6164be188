internal import GossipCore
internal import GossipWire

/// How the nodes prune: the schedule is the very one of real nodes, the steps are those of its writer.
extension Simulation {
    /// Makes the schedule of a node that starts.
    func beginPruning(of node: SimulatedNode) {
        let policy = scenario.policies[node.number]
        node.pruning = PruningSchedule(
            ageMillisecondsMax: policy?.ageMillisecondsMax,
            limitsSize: policy?.bytesMax != nil,
            grace: scenario.clockGraceMilliseconds,
            nextEnd: node.log.nextEnd,
            faults: scenario.faults,
            at: pruningTime(of: node)
        )
        schedulePruning(of: node)
    }

    private func pruningTime(of node: SimulatedNode) -> PruningTime {
        PruningTime(monotonic: now / 1_000_000, wall: clock(of: node).wall)
    }

    /// Sees to it that the node looks again when something is due.
    func schedulePruning(of node: SimulatedNode, after waitMin: UInt64 = 1_000_000) {
        guard let wait = node.pruning?.wait(at: pruningTime(of: node)) else { return }
        let due = now + max(waitMin, wait * 1_000_000)
        guard due < node.pruneScheduled else { return }
        node.pruneScheduled = due
        schedule(.prune(node.number, run: node.run), after: due - now)
    }

    /// Takes a step if one is due: between two transactions, and not while the disk is full.
    func prune(_ node: SimulatedNode) {
        guard node.committing == nil, let task = node.pruning?.task(at: pruningTime(of: node))
        else {
            if node.committing == nil { schedulePruning(of: node) }
            return
        }
        guard !node.isDiskFull, !happens(scenario.commitFailure) else {
            schedulePruning(of: node, after: 500_000_000)
            return
        }
        let step: SimulatedLog.Step
        switch task {
        case .prune(let byAge, let latest):
            let bytesMax = scenario.policies[node.number]?.bytesMax
            let aim = node.pruning?.horizon(
                byAge: byAge,
                bySize: bytesMax.map { node.log.horizon(bringingBelow: $0) } ?? 0,
                latest: latest
            )
            step = node.log.prune(before: aim ?? 0, countMax: scenario.pruneCountMax)
        case .expire(let time):
            step = node.log.expire(through: time, countMax: scenario.pruneCountMax)
        }
        node.pruning?.done(
            task,
            isDone: step.isDone,
            took: random.draw(scenario.commitMicroseconds) / 1_000,
            nextEnd: node.log.nextEnd,
            at: pruningTime(of: node)
        )
        pruned(step.removed, at: node)
        schedulePruning(of: node)
    }

    /// Lets go what has ended for the other side of a session, so that both compare the same.
    func agree(on bounds: Scope, at node: SimulatedNode) throws(SessionLog.Failure) {
        let log = node.log
        while true {
            switch AgreedExpiry(agreed: bounds, own: log.scope, at: clock(of: node).wall) {
            case .ready: return
            case .refused(let reason): throw .refused(reason)
            case .expire(let time):
                guard !node.isDiskFull else { throw .diskFull }
                let step = log.expire(through: time, countMax: scenario.pruneCountMax)
                pruned(step.removed, at: node)
            }
        }
    }

    /// Checks what a step did, and tells the core a moment later.
    private func pruned(_ messages: [Message], at node: SimulatedNode) {
        let bounds = node.log.scope
        guard bounds != node.boundsSeen || !messages.isEmpty else { return }
        checkPruning(of: messages, at: node)
        trace.add(UInt64(messages.count) << 32 ^ bounds.horizon ^ bounds.expired << 8)
        tell(
            "\(node.number) prunes \(messages.count), keeps \(node.log.count) from "
                + "\(Int64(bounds.horizon) - Int64(startWall)), not ended by "
                + "\(Int64(bounds.expired) - Int64(startWall))"
        )
        node.untold += 1
        schedule(
            .pruned(
                node.number,
                run: node.run,
                messages.map(\.id),
                bounds,
                aim: node.pruning?.aim
            ),
            after: 100_000
        )
    }

    /// The news of a step reaches the core, in the order of the steps.
    func tellPruned(
        _ ids: [MessageID],
        _ bounds: Scope,
        aim: UInt64?,
        at node: SimulatedNode
    ) {
        node.untold -= 1
        drive(node) { core, now, effects in
            core.take(.pruned(ids, keeping: bounds, target: aim), at: now, into: &effects)
        }
    }
}
