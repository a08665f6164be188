internal import GossipCore
internal import GossipWire

#if PLANTED_FAULTS
internal import PlantedFaults
#endif

/// The way of a message through verification and commit, and what is published.
extension Simulation {
    func verifyBatch(of node: SimulatedNode) {
        guard !node.toVerify.isEmpty else { return }
        let batch = node.toVerify
        node.toVerify = []
        schedule(
            .verified(node.number, run: node.run, batch),
            after: 100_000 + UInt64(batch.count) * 10_000
        )
    }

    func verified(_ number: Int, _ run: Int, _ batch: [Ingest]) {
        guard let node = running(number, run) else { return }
        let verdicts = MessageVerifier.verify(batch.map(\.message)) { message in
            node.cost.verifications += 1
            return signed.contains(message.id)
        }
        let judged = zip(batch, verdicts).map { (ingest: $0, isAuthentic: $1) }
        for verdict in judged where !verdict.isAuthentic {
            node.cost.forged += 1
            if verdict.ingest.via == .relay { node.ledger.relayOutcomes += 1 }
        }
        drive(node) { core, now, effects in core.verified(judged, at: now, into: &effects) }
        let forged = judged.filter { !$0.isAuthentic }
        tellSessions(of: node, forged.map { ($0.ingest, .forged) })
    }

    func publish(at number: Int?, _ count: Int) {
        let up = nodes.filter { number == nil || $0.number == number }.filter(\.isRunning)
        guard !up.isEmpty else { return }
        let node = random.pick(up)
        for _ in 0..<count {
            let range = scenario.bodyLength
            let length = Int(random.draw(UInt64(range.lowerBound)...UInt64(range.upperBound)))
            guard let draft = try? Draft(topic: "test", body: random.bytes(length)) else {
                continue
            }
            node.toPublish.append(draft)
        }
        commitBatch(of: node)
    }

    /// Starts a transaction when none is under way: everything that waits goes into one.
    func commitBatch(of node: SimulatedNode) {
        guard node.committing == nil else { return }
        let drafts = node.holdsPublishing ? [] : node.toPublish
        guard !node.toCommit.isEmpty || !drafts.isEmpty else { return }
        let transaction = SimulatedNode.Transaction(
            ingests: node.toCommit,
            own: compose(drafts, at: node),
            fails: node.isDiskFull || happens(scenario.commitFailure)
        )
        node.toCommit = []
        if !node.holdsPublishing { node.toPublish = [] }
        node.committing = transaction
        #if PLANTED_FAULTS
        if PlantedFault.acknowledgesBeforeCommit.isActive {
            for message in transaction.own { acknowledge(message, at: node) }
        }
        #endif
        schedule(
            .committed(node.number, run: node.run),
            after: random.draw(scenario.commitMicroseconds) * 1_000
        )
    }

    private func compose(_ drafts: [Draft], at node: SimulatedNode) -> [Message] {
        var head = node.log.heads[node.author.key]
        if let floor = node.ownFloor, floor.sequence > (head?.sequence ?? 0) { head = floor }
        return drafts.map { draft in
            let message = node.author.sign(
                draft,
                after: head,
                time: max(head?.id.time ?? 0, clock(of: node).wall)
            )
            head = OwnHead(sequence: message.sequence, id: message.id)
            signed.insert(message.id)
            return message
        }
    }

    func committed(_ number: Int, _ run: Int) {
        guard let node = running(number, run), let transaction = node.committing else { return }
        node.committing = nil
        let own = transaction.own.map { Ingest($0, via: .own, from: nil) }
        let outcomes = (own + transaction.ingests).map { ingest in
            (ingest: ingest, outcome: commit(ingest, at: node, fails: transaction.fails))
        }
        for (ingest, outcome) in outcomes { note(outcome, of: ingest, at: node) }
        if !transaction.fails {
            if let last = transaction.own.last {
                node.ownRecord?.head = OwnHead(sequence: last.sequence, id: last.id)
            }
            for message in transaction.own { acknowledge(message, at: node) }
        }
        trace.add(UInt64(node.log.messages.count) << 16 | UInt64(number))
        drive(node) { core, now, effects in core.ingested(outcomes, at: now, into: &effects) }
        for (ingest, outcome) in outcomes where outcome == .failed {
            guard node.core?.core.hasSeen(ingest.message.id) == true,
                !node.log.contains(ingest.message.id)
            else { continue }
            violate(.seenEarly, "node \(number) counts a message as seen that it could not store")
        }
        tellSessions(of: node, outcomes)
    }

    private func commit(
        _ ingest: Ingest,
        at node: SimulatedNode,
        fails: Bool
    ) -> IngestOutcome {
        guard fails else { return store(ingest.message, at: node) }
        #if PLANTED_FAULTS
        if PlantedFault.storesFailedCommit.isActive { return .stored(arrival: 1) }
        #endif
        return .failed
    }

    func acknowledge(_ message: Message, at node: SimulatedNode) {
        acknowledged.insert(message.id)
        acknowledgedCount += 1
        tell("\(node.number) publishes \(message.sequence) \(message.id.hex.prefix(16))")
    }

    private func note(_ outcome: IngestOutcome, of ingest: Ingest, at node: SimulatedNode) {
        if ingest.via == .relay { node.ledger.relayOutcomes += 1 }
        switch outcome {
        case .failed: node.ledger.failed[Ledger.Key(ingest.message), default: 0] += 1
        case .stored:
            if ingest.via != .relay, node.core?.core.phase != .live {
                node.ledger.hold(ingest.message)
            }
        case .duplicate, .forged, .pruned: break
        }
    }

    /// What the disk does with a message, and what the application then sees.
    @discardableResult
    func store(_ message: Message, at node: SimulatedNode) -> IngestOutcome {
        let outcome = node.log.append(message)
        guard case .stored = outcome else { return outcome }
        if !signed.contains(message.id) {
            violate(.authenticity, "node \(node.number) stores a forged message")
        }
        if !node.delivered.insert(message.id).inserted {
            violate(.deliveredOnce, "node \(node.number) delivers a message twice")
        }
        checkFork(message)
        return outcome
    }
}
