internal import GossipCore
internal import GossipWire

extension Simulation {
    func perform(_ event: Event) {
        switch event {
        case .datagram(let to, let from, let bytes): arrive(bytes, at: nodes[to], from: from)
        case .tick(let number, let run):
            guard let node = running(number, run) else { return }
            node.tickScheduled = .max
            drive(node) { core, now, effects in core.tick(at: now, into: &effects) }
        case .verified(let number, let run, let batch): verified(number, run, batch)
        case .committed(let number, let run, let batch, let own, let fails):
            committed(number, run, batch, own, fails)
        case .lookedUp(let number, let run, let ids, let peer):
            guard let node = running(number, run) else { return }
            let (messages, _) = node.log.messages(ids[...], byteLimit: .max)
            drive(node) { core, now, effects in
                core.lookedUp(messages, asked: ids.count, for: peer, at: now, into: &effects)
            }
        case .foundLacking(let number, let run, let ids, let peer):
            guard let node = running(number, run) else { return }
            let lacking = ids.filter { node.log.arrivalOf[$0] == nil }
            drive(node) { core, now, effects in
                core.lacking(lacking, from: peer, at: now, into: &effects)
            }
        case .connected(let order, let from, let run): connected(order, from, run)
        case .streamFrame(let number, let end, let frame): arrive(frame, on: number, at: end)
        case .streamCut(let number): cut(number, "cut")
        case .publish: publish()
        case .crash: crash()
        case .restart(let number):
            if !nodes[number].isRunning { start(nodes[number]) }
        case .partition(let first, let second): cuts.insert(pair(first, second))
        case .heal(let first, let second): cuts.remove(pair(first, second))
        case .jumpClock: jumpClock()
        case .endFaults: endFaults()
        case .checkEqual: checkEqual()
        }
    }

    func running(_ number: Int, _ run: Int) -> SimulatedNode? {
        nodes[number].isRunning && nodes[number].run == run ? nodes[number] : nil
    }

    /// One ordered pair of nodes, as a number: cuts may be one-way.
    func pair(_ from: Int, _ to: Int) -> Int { from * nodes.count + to }

    func start(_ node: SimulatedNode) {
        let clock = clock(of: node)
        let configuration = NodeConfiguration(
            node: node.identity.author,
            listen: node.address,
            isStatic: scenario.isStatic,
            seed: (random.next(), random.next(), random.next()),
            limits: scenario.limits
        )
        let holder = SimulatedNode.Core(
            NodeCore(
                configuration: configuration,
                log: node.log.summary(wall: clock.wall),
                at: clock
            )
        )
        for (first, second) in scenario.links where first == node.number || second == node.number {
            let other = nodes[first == node.number ? second : first]
            holder.core.addPeer(
                other.address,
                isGiven: true,
                cursor: node.log.cursors[other.address],
                at: clock
            )
        }
        node.core = holder
        trace.add(UInt64(node.number) | 1 << 32)
        tell("\(node.number) starts with \(node.log.messages.count) messages")
        drive(node) { core, now, effects in core.tick(at: now, into: &effects) }
    }

    /// Gives a core an input and does what it says.
    func drive(
        _ node: SimulatedNode,
        _ body: (inout NodeCore, Now, inout Effects) -> Void
    ) {
        guard let holder = node.core else { return }
        effects.removeAll()
        body(&holder.core, clock(of: node), &effects)
        let list = effects.list
        let arena = effects.arena
        for effect in list { perform(effect, of: node, arena) }
        verifyBatch(of: node)
        commitBatch(of: node)
        let deadline = max(holder.core.nextDeadline, now + 1_000)
        if deadline < node.tickScheduled {
            node.tickScheduled = deadline
            schedule(.tick(node.number, run: node.run), after: deadline - now)
        }
    }

    private func perform(_ effect: Effect, of node: SimulatedNode, _ arena: [UInt8]) {
        switch effect {
        case .send(let to, let range): transmit(Array(arena[range]), from: node, to: to)
        case .verify(let ingest): node.toVerify.append(ingest)
        case .append(let ingest): node.toCommit.append(ingest)
        case .lookUp(let ids, let peer):
            schedule(.lookedUp(node.number, run: node.run, ids, peer), after: 200_000)
        case .findLacking(let ids, let peer):
            schedule(.foundLacking(node.number, run: node.run, ids, peer), after: 200_000)
        case .openSync(let order):
            let delay = draw(scenario.delayMicroseconds) * 2_000
            schedule(.connected(order, from: node.number, run: node.run), after: delay)
        case .remember(let observation):
            if let cursor = observation.cursor { node.log.cursors[observation.address] = cursor }
        case .report(let report): tell("\(node.number) \(report)")
        }
    }
}
