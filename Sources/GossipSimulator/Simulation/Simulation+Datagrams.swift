internal import GossipCore
internal import GossipWire

/// The transport of datagrams.
extension Simulation {
    /// An ordered pair of nodes as a number: cuts may be one-way.
    func pair(_ from: Int, _ to: Int) -> Int { from << 16 | to }

    func isCut(_ from: Int, _ to: Int) -> Bool { cuts[pair(from, to)] != nil }

    /// The node that a sender reaches at an address.
    func receiver(at address: PeerAddress, from sender: Int) -> Int? {
        if let number = numberOf[address] {
            return translators.hidden.contains(number) ? nil : number
        }
        return translators.receiver(at: address, from: sender)
    }

    /// The node that has an address, or had it before it moved, or was shown there by a translator.
    func owner(of address: PeerAddress) -> Int? {
        numberOf[address] ?? movedFrom[address] ?? translators.owner(of: address)
    }

    /// Sends a packet over a network on which somebody listens, forges and sends again.
    func transmit(_ bytes: [UInt8], from: Int, at address: PeerAddress, to: PeerAddress) {
        if happens(scenario.forgery) {
            let forged = OnPathAdversary.forged(after: bytes, &random)
            carry(forged, from: from, at: address, to: to)
        }
        carry(bytes, from: from, at: address, to: to)
        guard hasFaults, scenario.replay > 0 else { return }
        let record = OnPathAdversary.Record(bytes: bytes, from: from, address: address, to: to)
        adversary.hear(record)
        guard happens(scenario.replay), let old = adversary.recorded(&random) else { return }
        let isMoved = random.happens(0.3)
        let source = isMoved ? OnPathAdversary.inventedAddress(&random) : old.address
        carry(old.bytes, from: old.from, at: source, to: old.to)
    }

    private func carry(_ bytes: [UInt8], from: Int, at address: PeerAddress, to: PeerAddress) {
        guard let to = receiver(at: to, from: from), !isCut(from, to) else { return }
        var address = address
        if translators.hidden.contains(from), !OnPathAdversary.isInvented(address) {
            address = translators.source(of: from, seenBy: to, &random)
        }
        let copies = happens(scenario.duplication) ? 2 : 1
        for _ in 0..<copies where !happens(scenario.loss) {
            schedule(.datagram(to: to, from: address, bytes), after: delay())
        }
    }

    func arrive(_ bytes: [UInt8], at number: Int, from: PeerAddress) {
        guard number < nodes.count else {
            receive(bytes, at: hostiles[number - nodes.count], from: from)
            return
        }
        let node = nodes[number]
        guard let core = node.core else { return }
        trace.add(now ^ UInt64(bytes.count) << 40 ^ UInt64(number) << 52)
        let before = ChannelsBefore(
            load: core.sealed.channelLoad(at: clock(of: node)),
            counters: core.sealed.node.counters
        )
        drive(node) { core, now, effects in
            bytes.withUnsafeBytes { core.receive($0, from: from, at: now, into: &effects) }
        }
        check(bytes, at: node, before: before)
        guard let content = core.sealed.opened else { return }
        checkMembership(of: content.node, at: node)
        account(
            for: content.bytes,
            of: node,
            before: before.counters,
            after: core.sealed.node.counters
        )
    }
}
