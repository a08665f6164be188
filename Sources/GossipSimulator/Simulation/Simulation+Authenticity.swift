internal import GossipCore
internal import GossipWire
internal import PlantedFaults

/// The checks of signatures, on the way into a log and out of it.
extension Simulation {
    func verified(_ number: Int, _ run: Int, _ batch: [Bundle]) {
        guard let node = running(number, run) else { return }
        let judge = Judge(
            isConvicted: { node.log.convicted.contains($0) },
            faults: scenario.faults
        ) { self.isSigned($0, at: node) }
        let judged = judge.judge(batch)
        for verdict in judged where verdict.verdict == .forged {
            node.cost.forged += 1
            if verdict.ingest.via == .relay { node.ledger.relayOutcomes += 1 }
            checkBlame(verdict, at: node)
        }
        drive(node) { core, now, effects in core.take(.verified(judged), at: now, into: &effects) }
        tellSessions(of: node, forged: judged.filter { $0.verdict == .forged })
    }

    private func isSigned(_ message: Message, at node: SimulatedNode) -> Bool {
        node.cost.verifications += 1
        return signed.contains(message.id)
    }

    /// An honest node is never blamed: it sends nothing that does not prove itself.
    private func checkBlame(_ judged: Judged, at node: SimulatedNode) {
        guard judged.blamesCarrier, let peer = judged.ingest.peer, let sender = owner(of: peer),
            sender < nodes.count
        else { return }
        violate(.blame, "node \(node.number) blames node \(sender) for a forged message")
    }

    /// Proves messages that a node is about to send, and convicts what turns out wrong.
    func prove(
        _ messages: [Message],
        travelTogether: Bool,
        at node: SimulatedNode
    ) -> [Message] {
        let proved = ProvedMessages(
            messages,
            unchecked: node.log.unchecked,
            travelTogether: travelTogether,
            faults: scenario.faults
        ) { isSigned($0, at: node) }
        for id in proved.checked { node.log.unchecked.remove(id) }
        if !proved.forged.isEmpty, !scenario.faults.has(.ignoresConviction) {
            schedule(.convicted(node.number, run: node.run, proved.forged), after: 0)
        }
        return proved.messages
    }

    /// Removes messages whose own signature is wrong.
    func convicted(_ number: Int, _ run: Int, _ ids: [MessageID]) {
        guard let node = running(number, run) else { return }
        let removed = node.log.convict(ids)
        guard !removed.isEmpty else { return }
        for message in removed where !rubbish.contains(message.id) {
            violate(.authenticity, "node \(number) convicts an author of a signed message")
        }
        tell("\(number) removes \(removed.count) messages for their signature")
        drive(node) { core, now, effects in
            core.take(.convicted(removed.map(\.id)), at: now, into: &effects)
        }
    }
}
