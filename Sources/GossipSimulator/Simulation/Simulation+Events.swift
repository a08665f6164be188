internal import GossipCore
internal import GossipWire

/// The interpretation of events, and of the effects of a core.
extension Simulation {
    func perform(_ event: Event) {
        switch event {
        case .datagram(let to, let from, let bytes): arrive(bytes, at: to, from: from)
        case .tick(let number, let run):
            // A tick with an earlier deadline has taken its place.
            guard let node = running(number, run), node.tickScheduled == now else { return }
            node.tickScheduled = .max
            drive(node) { core, now, effects in core.take(.tick, at: now, into: &effects) }
            checkLoad(of: node)
        case .verified(let number, let run, let batch): verified(number, run, batch)
        case .convicted(let number, let run, let ids): convicted(number, run, ids)
        case .committed(let number, let run): committed(number, run)
        case .prune(let number, let run):
            guard let node = running(number, run), node.pruneScheduled == now else { return }
            node.pruneScheduled = .max
            prune(node)
        case .pruned(let number, let run, let ids, let bounds, let target):
            guard let node = running(number, run) else { return }
            tellPruned(ids, bounds, target: target, at: node)
        case .lookedUp(let number, let run, let ids, let peer):
            lookedUp(number, run, ids, for: peer)
        case .foundLacking(let number, let run, let ids, let peer):
            guard let node = running(number, run) else { return }
            let lacking = ids.filter { !node.log.contains($0) }
            drive(node) { core, now, effects in
                core.take(.lacking(lacking, from: peer), at: now, into: &effects)
            }
        case .connected(let order, let from, let run): connected(order, from, run)
        case .orderTimeout(let order, let from, let run):
            guard let node = running(from, run), node.endWait(order.session) else { return }
            finish(order.session, SyncResult(end: .failed(.timedOut)), with: order.peer, at: node)
        case .cancelled(let order, let from, let run):
            guard let node = running(from, run) else { return }
            let end = SyncResult.End.failed(.refused(.crossing))
            finish(order.session, SyncResult(end: end), with: order.peer, at: node)
        case .dialledBack(let dialBack, let run): dialledBack(dialBack, run)
        case .streamFrame(let number, let end, let frame): arrive(frame, on: number, at: end)
        case .streamRetry(let number, let end): retry(number, end)
        case .streamClosed(let number, let end): closed(number, end)
        case .streamDeadline(let number): checkDeadlines(number)
        case .publish(let number, let count): publish(at: number, count)
        case .resolved(let number, let run, let old, let new):
            guard let node = running(number, run) else { return }
            drive(node) { core, now, effects in
                core.take(.peerRemoved(old), at: now, into: &effects)
            }
            drive(node) { core, now, effects in
                let peer = NodeInput.peerAdded(new, isConfigured: true, cursor: nil)
                core.take(peer, at: now, into: &effects)
            }
        case .misbehave(let number): misbehave(hostiles[number - nodes.count])
        case .changeMembers: changeMembers()
        case .exchangeRecords(let number, let run, let address):
            exchangeRecords(number, run, with: address)
        case .checkEqual: checkEqual()
        case .block(let block): self.block(block)
        case .unblock(let block): unblock(block)
        default: performFault(event)
        }
    }

    func running(_ number: Int, _ run: Int) -> SimulatedNode? {
        nodes[number].isRunning && nodes[number].run == run ? nodes[number] : nil
    }

    private func lookedUp(_ number: Int, _ run: Int, _ ids: [MessageID], for peer: PeerAddress) {
        guard let node = running(number, run) else { return }
        let found = ids.compactMap { node.log.message($0) }
        let messages = prove(found, travelTogether: false, at: node)
        for message in messages {
            let key = Ledger.Key(message)
            node.ledger.asked[Ledger.Request(key: key, by: owner(of: peer)), default: 0] += 1
        }
        drive(node) { core, now, effects in
            core.take(.lookedUp(messages, asked: ids.count, for: peer), at: now, into: &effects)
        }
    }

    /// Gives a core an input, performs its effects and checks its invariants.
    func drive(
        _ node: SimulatedNode,
        _ body: (inout SealedCore, Now, inout Effects) -> Void
    ) {
        guard let holder = node.core else { return }
        effects.removeAll()
        body(&holder.sealed, clock(of: node), &effects)
        // Before they are carried out: that may drive this core again.
        inspect(holder.sealed.contents, of: node)
        // Taken out first: an effect may drive this or another core.
        var taken = Effects()
        swap(&taken, &effects)
        for effect in taken.list { perform(effect, of: node, taken) }
        if holder.sealed.node.phase == .live { node.ledger.goLive() }
        verifyBatch(of: node)
        commitBatch(of: node)
        let deadline = max(holder.sealed.nextDeadline, now + 1_000)
        if deadline < node.tickScheduled {
            node.tickScheduled = deadline
            schedule(.tick(node.number, run: node.run), after: deadline - now)
        }
        taken.removeAll()
        swap(&taken, &effects)
        Invariants.check(holder.sealed) { violate(.invariants, "node \(node.number): \($0)") }
    }

    private func perform(_ effect: Effect, of node: SimulatedNode, _ effects: Effects) {
        switch effect {
        case .send(let to, let range):
            let packet = Array(effects.bytes(range))
            inspect(packet: packet, of: node)
            transmit(packet, from: node.number, at: node.address, to: to)
        case .verify(let bundle):
            checkMuted(bundle, at: node)
            note(bundle, at: node)
            node.toVerify.append(bundle)
        case .append(let ingest):
            if countsAsSeenEarly(ingest.message, at: node) {
                violate(.seenEarly, "node \(node.number) counts a message as seen that it lacks")
            }
            node.toCommit.append(ingest)
        case .lookUp(let ids, let peer):
            schedule(.lookedUp(node.number, run: node.run, ids, peer), after: 200_000)
        case .findLacking(let ids, let peer):
            schedule(.foundLacking(node.number, run: node.run, ids, peer), after: 200_000)
        case .openSync(let order):
            checkChoice(of: order, at: node)
            checkMuted(owner(of: order.peer).map(key), at: node, "opens a session with")
            node.cost.sessionsOpened += 1
            node.waitingOrders.append(order)
            if order.address != nil {
                schedule(.connected(order, from: node.number, run: node.run), after: 2 * delay())
            }
            schedule(.orderTimeout(order, from: node.number, run: node.run), after: 5_000_000_000)
        case .cancelSync(let session):
            // Never from within the core's own call.
            guard let order = node.waitingOrders.first(where: { $0.session == session })
            else { return }
            _ = node.endWait(session)
            schedule(.cancelled(order, from: node.number, run: node.run), after: 0)
        case .dialBack(let ticket, let peer, let address):
            let dialBack = Event.DialBack(
                ticket: ticket,
                from: node.number,
                peer: peer,
                address: address
            )
            schedule(.dialledBack(dialBack, run: node.run), after: 2 * delay())
        // Why an address is silent is for people; the protocol does not depend on it.
        case .knock: break
        case .remember(let observation):
            if let cursor = observation.cursor { node.log.cursors[observation.address] = cursor }
        case .rememberStrikes(let record): remember(record, at: node)
        case .saveRecords(let change): save(change, of: node)
        case .saveKeys(let keys): node.keys = keys
        case .exchangeRecords(let address):
            let event = Event.exchangeRecords(node.number, run: node.run, with: address)
            schedule(event, after: 3 * delay())
        case .report(let report): take(report, of: node)
        }
    }

    /// Notes which messages of a bundle may leave the node at once.
    private func note(_ bundle: Bundle, at node: SimulatedNode) {
        for ingest in bundle.ingests {
            if node.core?.sealed.node.phase == .live {
                node.ledger.relayable.insert(Ledger.Key(ingest.message))
            } else {
                node.ledger.hold(ingest.message)
            }
        }
    }

    /// True when a node counts as seen a message that is not durable, but within the bounds of its log.
    func countsAsSeenEarly(_ message: Message, at node: SimulatedNode) -> Bool {
        node.core?.sealed.node.hasSeen(message.id) == true && !node.log.hasHeld(message.id)
            && node.log.scope.keeps(message) && node.unreportedSteps == 0
    }

    private func take(_ report: NodeReport, of node: SimulatedNode) {
        tell("\(node.number) \(report)")
        switch report {
        case .phase(.live):
            if let proof = lastProof, proof.node == node.number, proof.at == now {
                return checkCompleteness(of: proof, at: node)
            }
            violate(.liveWithoutProof, "node \(node.number) goes live without a proof")
        case .mayPublish: node.holdsPublishing = false
        default: break
        }
    }

    private func checkChoice(of order: SyncOrder, at node: SimulatedNode) {
        guard let core = node.core, order.reconciles else { return }
        Invariants.checkChoice(of: order.peer, by: core.sealed.node, at: now) {
            violate(.invariants, "node \(node.number): \($0)")
        }
    }

    private func checkLoad(of node: SimulatedNode) {
        guard let core = node.core else { return }
        let load = NodeLoad(of: core.sealed.node)
        // With each greater table once more, so that it costs little.
        if load.wanted > node.cost.load.wanted {
            Invariants.checkHashes(core.sealed.node) {
                violate(.cost, "node \(node.number): \($0)")
            }
        }
        node.cost.load.formMaximum(load)
        for excess in load.excess(over: scenario.limits) {
            violate(.limits, "node \(node.number) holds \(excess)")
        }
    }
}
