internal import GossipCore
internal import GossipWire
internal import PlantedFaults

/// Verification, publishing and commits: the path of a message into a log.
extension Simulation {
    func verifyBatch(of node: SimulatedNode) {
        guard !node.toVerify.isEmpty else { return }
        let batch = node.toVerify
        node.toVerify = []
        schedule(
            .verified(node.number, run: node.run, batch),
            after: 100_000 + UInt64(batch.reduce(0) { $0 + $1.ingests.count }) * 10_000
        )
    }

    func publish(at number: Int?, _ count: Int) {
        let up = nodes.filter { number == nil || $0.number == number }.filter(\.isRunning)
        guard !up.isEmpty else { return }
        let node = random.pick(up)
        for _ in 0..<count {
            let range = scenario.bodyLength
            let length = Int(random.draw(UInt64(range.lowerBound)...UInt64(range.upperBound)))
            let lifetime = drawLifetime()
            guard
                let draft = try? Draft(
                    topic: "test",
                    body: random.bytes(length),
                    lifetime: lifetime
                )
            else { continue }
            node.toPublish.append(draft)
        }
        commitBatch(of: node)
    }

    /// The lifetime of a new message in seconds, 0 for none.
    private func drawLifetime() -> UInt32 {
        guard scenario.lifetimeShare > 0, random.happens(scenario.lifetimeShare) else { return 0 }
        return UInt32(random.draw(scenario.lifetimeSeconds))
    }

    /// Starts a transaction with everything that waits, when none is under way.
    func commitBatch(of node: SimulatedNode) {
        guard node.committing == nil else { return }
        let drafts = node.holdsPublishing ? [] : node.toPublish
        guard !node.toCommit.isEmpty || !drafts.isEmpty else { return }
        let transaction = SimulatedNode.Transaction(
            ingests: node.toCommit,
            own: compose(drafts, at: node),
            drafts: drafts,
            scope: node.log.scope,
            fails: node.isDiskFull || happens(scenario.commitFailure)
        )
        node.toCommit = []
        if !node.holdsPublishing { node.toPublish = [] }
        node.committing = transaction
        if scenario.faults.has(.acknowledgesBeforeCommit) {
            for message in transaction.own { acknowledge(message, at: node) }
        }
        schedule(
            .committed(node.number, run: node.run),
            after: random.draw(scenario.commitMicroseconds) * 1_000
        )
    }

    private func compose(_ drafts: [Draft], at node: SimulatedNode) -> [Message] {
        var chain = OwnChain(head: node.log.heads[node.author.key], floor: node.ownFloor)
        let wall = clock(of: node).wall
        return drafts.compactMap { draft in
            // The writer refuses a message outside the bounds.
            let time = chain.time(at: wall)
            guard node.log.scope.keeps(time: time, lifetime: draft.lifetime) else { return nil }
            let message = node.author.sign(draft, after: chain, at: wall)
            chain.append(message)
            signed.insert(message.id)
            if draft.lifetime > 0 { lifetimes[message.id] = draft.lifetime }
            return message
        }
    }

    /// Signs the own messages of a transaction anew, if the bounds have moved since it began.
    ///
    /// A real writer answers a session before a transaction or after it, never within. The transaction
    /// then counts as the later one.
    func recompose(_ transaction: inout SimulatedNode.Transaction, at node: SimulatedNode) {
        guard transaction.scope != node.log.scope else { return }
        transaction.own = compose(transaction.drafts, at: node)
    }

    func committed(_ number: Int, _ run: Int) {
        guard let node = running(number, run), var transaction = node.committing else { return }
        node.committing = nil
        recompose(&transaction, at: node)
        let own = transaction.own.map { Ingest($0, via: .own, from: nil) }
        let outcomes = (own + transaction.ingests).map { ingest in
            (ingest: ingest, outcome: commit(ingest, at: node, fails: transaction.fails))
        }
        for (ingest, outcome) in outcomes { note(outcome, of: ingest, at: node) }
        if !transaction.fails {
            if let last = transaction.own.last {
                node.ownRecord?.head = OwnHead(sequence: last.sequence, id: last.id)
                node.isRecordDoubtful = false
            }
            for message in transaction.own { acknowledge(message, at: node) }
        }
        trace.add(UInt64(node.log.count) << 16 | UInt64(number))
        drive(node) { core, now, effects in core.take(.ingested(outcomes), at: now, into: &effects)
        }
        for (ingest, outcome) in outcomes where outcome == .failed {
            guard countsAsSeenEarly(ingest.message, at: node) else { continue }
            violate(.seenEarly, "node \(number) counts a message as seen that it could not store")
        }
        tellSessions(of: node, outcomes)
        prune(node)
    }

    private func commit(
        _ ingest: Ingest,
        at node: SimulatedNode,
        fails: Bool
    ) -> IngestOutcome {
        guard fails else {
            return store(ingest.message, isUnchecked: ingest.isUnchecked, at: node)
        }
        return scenario.faults.has(.storesFailedCommit) ? .stored(arrival: 1) : .failed
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
            if ingest.via != .relay, node.core?.sealed.node.phase != .live {
                node.ledger.hold(ingest.message)
            }
        case .duplicate, .pruned, .cut, .foreign, .refused: break
        }
    }

    /// Appends a message to the log of a node and delivers it, with the checks of both.
    @discardableResult
    func store(
        _ message: Message,
        isUnchecked: Bool = false,
        at node: SimulatedNode
    ) -> IngestOutcome {
        let wasHeld = node.log.hasHeld(message.id)
        let outcome = node.log.append(message, isUnchecked: isUnchecked)
        guard case .stored = outcome else { return outcome }
        writers[message.id] = Cut(author: message.author, sequence: message.sequence)
        checkStored(message, wasHeld: wasHeld, at: node)
        if let end = message.end { node.pruning?.noteEnd(end) }
        if !signed.contains(message.id), !(isUnchecked && rubbish.contains(message.id)) {
            violate(.authenticity, "node \(node.number) stores a forged message")
        }
        if !node.delivered.insert(message.id).inserted {
            violate(.deliveredOnce, "node \(node.number) delivers a message twice")
        }
        // A clock may be wrong by hours, and the ceiling lies a day ahead of it.
        if message.time > startWall + now / 1_000_000 + 2 * 86_400_000 {
            violate(.outside, "node \(node.number) takes in a message dated far ahead")
        }
        checkFork(message)
        return outcome
    }
}
