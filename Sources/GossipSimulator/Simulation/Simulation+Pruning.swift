internal import GossipCore
internal import GossipWire

/// Pruning by the very `PruningSchedule` of real nodes, in steps modelled on those of their writer.
extension Simulation {
    /// Makes the schedule of a node that starts.
    func beginPruning(of node: SimulatedNode) {
        let policy = scenario.retentionLimits[node.number]
        node.pruning = PruningSchedule(
            ageMillisecondsMax: policy?.ageMillisecondsMax,
            limitsSize: policy?.bytesMax != nil,
            grace: scenario.clockGraceMilliseconds,
            nextEnd: node.log.nextEnd,
            keeping: node.log.scope,
            faults: scenario.faults,
            at: pruningTime(of: node)
        )
        schedulePruning(of: node)
    }

    private func pruningTime(of node: SimulatedNode) -> PruningTime {
        PruningTime(monotonic: now / 1_000_000, wall: clock(of: node).wall)
    }

    /// Schedules the next look of a node at its pruning schedule.
    func schedulePruning(of node: SimulatedNode, after waitMin: UInt64 = 1_000_000) {
        let isCutting = node.log.scope.cuts != node.log.targetCuts
        let wait = isCutting ? 0 : node.pruning?.wait(at: pruningTime(of: node))
        guard let wait else { return }
        let due = now + max(waitMin, wait * 1_000_000)
        guard due < node.pruneScheduled else { return }
        node.pruneScheduled = due
        schedule(.prune(node.number, run: node.run), after: due - now)
    }

    /// Takes a step of pruning if one is due, between two transactions and with room on the disk.
    func prune(_ node: SimulatedNode) {
        if node.committing == nil, !node.isDiskFull, removeCut(at: node) { return }
        guard node.committing == nil,
            let task = node.pruning?.task(keeping: node.log.scope, at: pruningTime(of: node))
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
            let bytesMax = scenario.retentionLimits[node.number]?.bytesMax
            let horizon = node.pruning?.horizon(
                byAge: byAge,
                bySize: bytesMax.map { node.log.horizon(bringingBelow: $0) } ?? 0,
                latest: latest
            )
            step = node.log.prune(before: horizon ?? 0, countMax: scenario.pruneCountMax)
        case .expire(let time):
            step = node.log.expire(through: time, countMax: scenario.pruneCountMax)
        case .recover(let scope):
            recover(node, scope)
            step = SimulatedLog.Step()
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

    /// Removes some messages above a cut; false when there is nothing to remove.
    private func removeCut(at node: SimulatedNode) -> Bool {
        guard let step = node.log.removeCut(countMax: scenario.pruneCountMax) else { return false }
        pruned(step.removed, at: node)
        schedulePruning(of: node)
        return true
    }

    /// Takes back the bounds of a clock that was ahead; what was removed for them may come again.
    private func recover(_ node: SimulatedNode, _ scope: Scope) {
        if !mayBelieveWrongClock {
            violate(.bounds, "node \(node.number) takes bounds back though its clock was right")
        }
        node.log.scope = scope
        node.boundsSeen = scope
        takeBack(at: node)
        report([], at: node)
        tell("\(node.number) takes back its bounds")
    }

    /// Lets what was removed from a log come again.
    func takeBack(at node: SimulatedNode) {
        node.log.forgetRemoved()
        node.delivered = node.delivered.filter { node.log.contains($0) }
        // What was seen is forgotten, so that it may be relayed once more.
        node.ledger.sent = [:]
    }

    /// Checks a step of pruning, and reports it to the core a moment later.
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
        report(messages.map(\.id), at: node)
    }

    /// Has a step reported to the core a moment later.
    func report(_ ids: [MessageID], at node: SimulatedNode) {
        node.unreportedSteps += 1
        let target = Scope(horizon: node.pruning?.target ?? 0, cuts: node.log.targetCuts)
        schedule(
            .pruned(node.number, run: node.run, ids, node.log.scope, target: target),
            after: 100_000
        )
    }

    /// Reports a step to the core, in the order of the steps.
    func tellPruned(
        _ ids: [MessageID],
        _ bounds: Scope,
        target: Scope,
        at node: SimulatedNode
    ) {
        node.unreportedSteps -= 1
        drive(node) { core, now, effects in
            core.take(.pruned(ids, keeping: bounds, target: target), at: now, into: &effects)
        }
    }
}
