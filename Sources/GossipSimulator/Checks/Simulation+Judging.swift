internal import GossipCore
internal import GossipWire

/// Checks at the end of a run.
extension Simulation {
    /// Whether all nodes are live and all logs equal; ends the run when so.
    func checkEqual() {
        let first = nodes[0].log
        let isEqual = nodes.allSatisfy { node in
            node.core?.core.phase == .live && node.isIdle
                && node.log.messages.count == first.messages.count && node.log.sum == first.sum
        }
        if isEqual { equalSince = now } else { schedule(.checkEqual, after: 100_000_000) }
    }

    func judge(steps: Int) -> SimulationResult {
        if steps >= scenario.stepsMax {
            violate(.work, "\(steps) events did not bring the run to its end")
        } else if equalSince == nil {
            let states = nodes.map { node in
                "\(node.number): \(node.core?.core.phase.name ?? "down") "
                    + "\(node.log.messages.count)"
            }
            violate(
                .convergence,
                "not equal \(scenario.settleSeconds) s after the faults ended ("
                    + states.joined(separator: ", ") + ")"
            )
        }
        for node in nodes {
            judge(node)
            judgeCost(of: node)
        }
        var cost = NodeCost()
        for node in nodes { cost.formMaximum(node.cost) }
        return SimulationResult(
            seed: scenario.seed,
            violations: violations,
            steps: steps,
            acknowledged: acknowledgedCount,
            lostWithDisks: lostWithDisks,
            convergedMilliseconds: equalSince.map { ($0 - faultsEnd) / 1_000_000 },
            traceHash: trace.value,
            cost: cost
        )
    }

    private func judge(_ node: SimulatedNode) {
        let lost = acknowledged.filter { !node.log.contains($0) }.count
        if lost > 0, equalSince != nil {
            violate(.durability, "node \(node.number) lacks \(lost) acknowledged messages")
        }
        guard let core = node.core else { return }
        let counters = core.core.counters
        node.cost.add(counters)
        if core.core.digest.count != UInt64(node.log.messages.count) {
            violate(.accounting, "node \(node.number)'s core counts another log")
        }
        let outcomes = node.ledger.relayOutcomes + UInt64(core.core.load.inFlight)
        if node.isIdle, outcomes != counters.messagesReceived {
            violate(
                .accounting,
                "node \(node.number) took \(counters.messagesReceived) messages in, \(outcomes) "
                    + "came to an outcome"
            )
        }
        if node.ledger.messagesSent != counters.messagesSent
            || counters.messagesSent + counters[.waitedForLostPeer]
                + UInt64(core.core.load.queuedMessages) < counters.messagesRelayed
        {
            violate(
                .accounting,
                "node \(node.number) queued \(counters.messagesRelayed) messages, of which "
                    + "\(node.ledger.messagesSent) left"
            )
        }
    }

    /// A liar costs some signatures a minute of each run, and a session every other second.
    private func judgeCost(of node: SimulatedNode) {
        let minutes = Int((now - Self.startTime) / 60_000_000_000) + 1
        let forgedMax = hostiles.count * (node.run + minutes) * 128
        if node.cost.forged > forgedMax {
            violate(
                .cost,
                "node \(node.number) checked \(node.cost.forged) forged signatures, at most "
                    + "\(forgedMax)"
            )
        }
        let sessionsMax = hostiles.count * (16 * (node.run + 1) + 30 * minutes)
        if node.cost.sessionsWithLiars > sessionsMax {
            violate(
                .cost,
                "node \(node.number) opened \(node.cost.sessionsWithLiars) sessions with liars, at "
                    + "most \(sessionsMax)"
            )
        }
    }

    /// A session says that both logs hold both snapshots.
    func checkProof(of stream: SimulatedStream) {
        let (first, second) = (stream.nodes[0], stream.nodes[1])
        guard first < nodes.count, second < nodes.count else { return }
        let (own, peer) = (nodes[first].log, nodes[second].log)
        let lacks =
            peer.messages.prefix(stream.peerSnapshotCount).contains { !own.contains($0.id) }
            || own.messages.prefix(stream.ownSnapshotCount).contains { !peer.contains($0.id) }
        if lacks {
            violate(.proof, "session \(stream.number) of \(first) with \(second) proves too much")
        }
    }

    /// No honest author uses a number twice.
    func checkFork(_ message: Message) {
        guard let author = nodes.first(where: { $0.author.key == message.author }) else { return }
        let key = Ledger.Key(message)
        guard let first = firstWith[key] else {
            firstWith[key] = message.id
            return
        }
        if first != message.id, !author.mayFork {
            violate(.fork, "node \(author.number) used the number \(message.sequence) twice")
        }
    }
}
