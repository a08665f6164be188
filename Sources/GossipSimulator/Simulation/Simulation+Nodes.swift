internal import GossipCore
internal import GossipWire
internal import TestSupport

/// Starts and crashes of nodes, and the fate of a disk in between.
extension Simulation {
    func start(_ node: SimulatedNode, isRecordCopied: Bool = false) {
        let history = OwnHistory(
            record: node.ownRecord,
            isKeyNew: node.ownRecord == nil && node.run == 0,
            isRecordCopied: isRecordCopied || node.isRecordDoubtful,
            logToken: node.log.runToken,
            logHead: node.log.heads[node.author.key],
            faults: scenario.faults
        )
        if history.hasGoneBack {
            node.log.incarnation = LogIncarnation(high: random.next(), low: random.next())
        }
        node.ownFloor = history.floor
        node.holdsPublishing = history.isInDoubt
        node.isRecordDoubtful = history.isInDoubt
        let token = random.bytes(16)
        node.log.runToken = token
        node.ownRecord = OwnRecord(
            runToken: token,
            head: history.floor ?? node.log.heads[node.author.key]
        )
        let clock = clock(of: node)
        remindOfMutes(node)
        node.core = SimulatedNode.Core(
            SealedCore(
                configuration: NodeConfiguration(
                    node: node.author.key,
                    listen: node.address,
                    isStatic: scenario.isStatic,
                    seed: (random.next(), random.next(), random.next()),
                    isInDoubt: history.isInDoubt,
                    limits: scenario.limits,
                    faults: scenario.faults
                ),
                channels: channels(of: node),
                channelLimits: scenario.channelLimits,
                log: node.log.summary(wall: clock.wall),
                at: clock
            )
        )
        beginPruning(of: node)
        addPeers(to: node)
        trace.add(UInt64(node.number) | 1 << 32)
        tell(
            "\(node.number) starts with \(node.log.count) messages"
                + (history.isInDoubt ? ", in doubt of its own" : "")
        )
        drive(node) { core, now, effects in core.take(.tick, at: now, into: &effects) }
    }

    private func addPeers(to node: SimulatedNode) {
        for number in neighbours(of: node.number) {
            let address = self.address(of: number)
            let cursor = node.log.cursors[address]
            drive(node) { core, now, effects in
                let peer = NodeInput.peerAdded(address, isConfigured: true, cursor: cursor)
                core.take(peer, at: now, into: &effects)
            }
        }
    }

    /// The configured peers of a node, liars among them.
    func neighbours(of number: Int) -> [Int] {
        let linked = scenario.links.compactMap { first, second in
            first == number ? second : second == number ? first : nil
        }
        return linked
            + hostiles.filter { !$0.isStranger && $0.victims.contains(number) }.map(\.number)
    }

    func address(of number: Int) -> PeerAddress {
        number < nodes.count ? nodes[number].address : hostiles[number - nodes.count].address
    }

    func crash() {
        let up = nodes.filter(\.isRunning)
        guard !up.isEmpty else { return }
        let node = random.pick(up)
        // The streams of a killed node are reset; of a node without power, nobody hears.
        let isKilled = random.happens(0.5)
        // A transaction under way reaches the disk as a whole or not at all, and is not acknowledged.
        let survives = random.happens(0.5)
        if survives, var transaction = node.committing, !transaction.fails {
            recompose(&transaction, at: node)
            for ingest in transaction.ingests {
                store(ingest.message, isUnchecked: ingest.isUnchecked, at: node)
            }
            for message in transaction.own { store(message, at: node) }
        }
        tell(
            "\(node.number) \(isKilled ? "is killed" : "loses power")"
                + (node.committing == nil ? "" : survives ? ", keeps its last" : ", loses its last")
        )
        trace.add(UInt64(node.number) | 2 << 32)
        endStreams(of: node.number, isKilled: isKilled)
        node.stop()
        schedule(.restart(node.number, drawRestart()), after: random.next() % 10_000_000_000)
    }

    private func drawRestart() -> Event.Restart {
        if random.happens(scenario.restore) { return .restored(whole: random.happens(0.3)) }
        if random.happens(scenario.logLoss) { return .emptied }
        return random.happens(scenario.addressChange) ? .moved : .plain
    }

    func restart(_ number: Int, _ kind: Event.Restart) {
        let node = nodes[number]
        guard !node.isRunning else { return }
        var isRecordCopied = false
        switch kind {
        case .plain: break
        case .moved: move(node)
        case .emptied:
            tell("\(number) has lost its log")
            let incarnation = LogIncarnation(high: random.next(), low: random.next())
            replaceLog(
                of: node,
                by: SimulatedLog(incarnation: incarnation, faults: scenario.faults)
            )
        case .restored(let whole):
            guard let backup = node.backup else { break }
            tell("\(number) is restored from a backup" + (whole ? ", with its record" : ""))
            if whole {
                isRecordCopied = true
                node.ownRecord = backup.record
                noteForkRisk(node, restored: backup.log)
            }
            replaceLog(of: node, by: backup.log.backup())
        }
        start(node, isRecordCopied: isRecordCopied)
    }

    /// Replaces a log; messages on no other disk are lost with the old one, through no fault of a node.
    private func replaceLog(of node: SimulatedNode, by log: SimulatedLog) {
        for message in node.log.messages where !log.contains(message.id) {
            let isHeld = nodes.contains { $0 !== node && $0.log.contains(message.id) }
            guard !isHeld else { continue }
            guard acknowledged.contains(message.id) else {
                // A message never acknowledged has never left the node: its number is free again.
                firstWith[Ledger.Key(message)] = nil
                continue
            }
            acknowledged.remove(message.id)
            lostWithDisks += 1
        }
        node.log = log
        node.delivered = Set(log.rows.idsEver)
        node.boundsSeen = log.scope
    }

    /// Notes that a node may fork: with its record restored too, only its peers know its newest messages.
    private func noteForkRisk(_ node: SimulatedNode, restored: SimulatedLog) {
        let key = node.author.key
        let lost = node.log.messages.filter {
            $0.author == key && !restored.contains($0.id)
        }
        let isEverywhere = lost.allSatisfy { message in
            nodes.allSatisfy { $0 === node || $0.log.contains(message.id) }
        }
        // A liar may claim that both logs are equal.
        // A message pruned before the peers are asked is known to none of them.
        let mayBePruned = hasRetention && node.log.heads[key] != restored.heads[key]
        if !isEverywhere || !hostiles.isEmpty || mayBePruned { node.mayFork = true }
    }

    /// Gives a node that is down another address; its peers resolve its name again after a while.
    private func move(_ node: SimulatedNode) {
        let old = node.address
        numberOf[old] = nil
        movedFrom[old] = node.number
        node.address = PeerAddress(
            ipv4: 0x0a01_0001 + UInt32(node.number) << 8 + UInt32(node.run & 255),
            port: 5_000
        )
        numberOf[node.address] = node.number
        tell("\(node.number) has another address")
        for number in neighbours(of: node.number) where number < nodes.count {
            let wait = random.draw(1_000_000_000...8_000_000_000)
            schedule(
                .resolved(number, run: nodes[number].run, old: old, new: node.address),
                after: wait
            )
        }
    }
}
