internal import GossipCore
internal import GossipWire
internal import Negentropy

/// Checks at the end of a run.
extension Simulation {
    /// Ends the run when all nodes are live and all logs equal.
    func checkEqual() {
        let isQuiet = nodes.allSatisfy { $0.core?.sealed.node.phase == .live && $0.isIdle }
        let hasWaited = now >= faultsEnd + scenario.quietSeconds * 1_000_000_000
        if isQuiet, hasWaited, areLogsEqual, areMembersEqual {
            equalSince = now
        } else {
            schedule(.checkEqual, after: 100_000_000)
        }
    }

    func judge(steps: Int) -> SimulationResult {
        if steps >= scenario.stepsMax {
            violate(.work, "\(steps) events did not bring the run to its end")
        } else if equalSince == nil {
            let states = nodes.map { node in
                "\(node.number): \(node.core?.sealed.node.phase.rawValue ?? "down") "
                    + "\(node.log.count)"
            }
            if !areMembersEqual { violate(.members, membersInWords) }
            violate(
                .convergence,
                "not equal \(scenario.settleSeconds) s after the faults ended ("
                    + states.joined(separator: ", ") + ")"
            )
        }
        for (node, lacking) in zip(nodes, missingCounts()) {
            if lacking > 0, equalSince != nil {
                violate(.durability, "node \(node.number) lacks \(lacking) acknowledged messages")
            }
            judge(node)
            checkRetention(of: node)
            checkCost(of: node)
        }
        var cost = NodeCost()
        for node in nodes { cost.formMaximum(node.cost) }
        return SimulationResult(
            seed: scenario.seed,
            violations: violations,
            steps: steps,
            acknowledged: acknowledgedCount,
            lostWithDisks: lostWithDisks,
            pruned: prunedCount,
            outlived: outlivedCount,
            convergedMilliseconds: equalSince.map { ($0 - faultsEnd) / 1_000_000 },
            traceHash: trace.value,
            cost: cost
        )
    }

    private func judge(_ node: SimulatedNode) {
        guard let core = node.core else { return }
        let counters = core.sealed.node.counters
        node.cost.add(counters)
        let digest = LogDigest(count: node.log.count, sum: node.log.sum)
        if node.unreportedSteps == 0, core.sealed.node.digest != digest {
            violate(.accounting, "node \(node.number)'s core counts another log")
        }
        let outcomes = node.ledger.relayOutcomes + UInt64(NodeLoad(of: core.sealed.node).inFlight)
        if node.isIdle, outcomes != counters.messagesReceived {
            violate(
                .accounting,
                "node \(node.number) took \(counters.messagesReceived) messages in, \(outcomes) "
                    + "came to an outcome"
            )
        }
        judgeQueues(of: node, NodeLoad(of: core.sealed.node), counters)
    }

    /// Accounts for the queues of peers: what went in has left, waits, or was counted.
    private func judgeQueues(of node: SimulatedNode, _ load: NodeLoad, _ counters: Counters) {
        let messages = counters.messagesSent + counters[.waitedForLostPeer]
        if node.ledger.messagesSent != counters.messagesSent
            || messages + UInt64(load.queuedMessages) != counters.messagesRelayed
        {
            violate(
                .accounting,
                "node \(node.number) queued \(counters.messagesRelayed) messages, of which "
                    + "\(node.ledger.messagesSent) left"
            )
        }
        let ids = counters.idsSent + counters.idsSpared + counters[.announcedToLostPeer]
        if ids + UInt64(load.queuedIDs) != counters.idsQueued {
            violate(
                .accounting,
                "node \(node.number) queued \(counters.idsQueued) ids, and \(ids) left or were counted"
            )
        }
    }

    /// The cost of liars: some signatures in each minute of a run, and a session every other second.
    private func checkCost(of node: SimulatedNode) {
        let minutes = Int((now - Self.startTime) / 60_000_000_000) + 1
        let forgedMax = hostiles.count * (node.run + minutes) * 256
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

    /// The proof of a session: both logs hold both snapshots.
    func checkProof(of stream: SimulatedStream) {
        let (first, second) = (stream.nodes[0], stream.nodes[1])
        guard stream.logs.count == 2 else { return }
        let (own, peer) = (stream.logs[0], stream.logs[1])
        let both = stream.agreed
        // A message pruned since then does not refute the session, also when its bound was taken back.
        func has(_ log: SimulatedLog, _ message: Message) -> Bool {
            // One may go for its signature at any time.
            rubbish.contains(message.id) || log.contains(message.id) || !both.keeps(message)
                || !log.narrowest.keeps(message)
        }
        let isTrue =
            peer.messages(through: stream.peerSnapshot).allSatisfy { has(own, $0) }
            && own.messages(through: stream.ownSnapshot).allSatisfy { has(peer, $0) }
        if !isTrue {
            violate(.proof, "session \(stream.number) of \(first) with \(second) proves too much")
        }
    }

    /// The worth of a proof that brings a node live.
    ///
    /// It leaves nothing out that a configured peer could prove, which answers and has never cut anybody.
    func checkCompleteness(of proof: Proof, at node: SimulatedNode) {
        guard proof.exclusion.byPeer > 0, let core = node.core else { return }
        let better = core.sealed.node.observations.first { peer in
            guard peer.status == .up, peer.isConfigured, peer.address != proof.peer,
                node.failedSessions[peer.address] ?? 0 < scenario.limits.trustedFailuresMax,
                let number = owner(of: peer.address), number < nodes.count
            else { return false }
            return nodes[number].blocked.isEmpty && node.blocked.isEmpty
        }
        guard let better else { return }
        violate(
            .foreignCuts,
            "node \(node.number) goes live by a peer that cuts, though \(better.address) does not"
        )
    }

    /// The uniqueness of sequence numbers: no honest author uses one twice.
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
