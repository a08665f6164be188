internal import GossipCore
internal import GossipWire

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
        let verdicts = batch.map {
            (ingest: $0, isAuthentic: signed.contains($0.message.id))
        }
        drive(node) { core, now, effects in core.verified(verdicts, at: now, into: &effects) }
        let forged = verdicts.filter { !$0.isAuthentic }
        for verdict in forged { tellSession(verdict.ingest, .forged) }
    }

    /// Starts a commit when none is under way: everything that waits goes into one.
    func commitBatch(of node: SimulatedNode) {
        guard !node.isCommitting, !node.toCommit.isEmpty || !node.toPublish.isEmpty else { return }
        let batch = node.toCommit
        let own = compose(node.toPublish, at: node)
        node.toCommit = []
        node.toPublish = []
        node.isCommitting = true
        schedule(
            .committed(
                node.number,
                run: node.run,
                batch,
                own: own,
                fails: happens(scenario.commitFailure)
            ),
            after: draw(scenario.commitMicroseconds) * 1_000
        )
    }

    private func compose(_ drafts: [Draft], at node: SimulatedNode) -> [Message] {
        var head = node.log.heads[node.identity.author]
        return drafts.map { draft in
            let message = node.identity.sign(
                draft,
                sequence: (head?.sequence ?? 0) + 1,
                previous: head?.id ?? .zero,
                time: max(head?.time ?? 0, clock(of: node).wall)
            )
            head = message
            return message
        }
    }

    func committed(
        _ number: Int,
        _ run: Int,
        _ batch: [Ingest],
        _ own: [Message],
        _ fails: Bool
    ) {
        guard let node = running(number, run) else { return }
        node.isCommitting = false
        let all = batch + own.map { Ingest($0, via: .own, from: nil) }
        let outcomes = all.map { ingest in
            (ingest: ingest, outcome: fails ? .failed : node.log.append(ingest.message))
        }
        for message in own where !fails {
            signed.insert(message.id)
            acknowledged.append(message.id)
            tell("\(number) publishes \(message.id.hex.prefix(16))")
        }
        trace.add(UInt64(node.log.messages.count) << 8 | UInt64(number))
        drive(node) { core, now, effects in core.ingested(outcomes, at: now, into: &effects) }
        for (ingest, outcome) in outcomes { tellSession(ingest, outcome) }
    }
}
