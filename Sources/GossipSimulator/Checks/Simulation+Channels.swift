internal import GossipCore
internal import GossipWire

/// Checks of the packets that leave a node and arrive at it, and of what its channels make of them.
extension Simulation {
    /// Inspects a packet that leaves: no two are sealed under one counter.
    func inspect(packet bytes: [UInt8], of node: SimulatedNode) {
        guard let packet = DataPacket(bytes) else { return }
        let hash = bytes.hashValue
        let former = node.ledger.sealed.updateValue(hash, forKey: packet)
        if let former, former != hash {
            violate(.channels, "node \(node.number) seals two packets under one counter")
        }
    }

    /// The state of a node's channels before a packet arrives, and what it has dropped.
    struct ChannelsBefore {
        let load: ChannelLoad
        let counters: Counters
    }

    /// Checks what a node has made of a packet.
    func check(_ bytes: [UInt8], at node: SimulatedNode, before: ChannelsBefore) {
        guard let core = node.core else { return }
        let load = core.sealed.channelLoad(at: clock(of: node))
        let counters = core.sealed.node.counters
        func has(_ drop: Counters.Drop) -> Bool { counters[drop] > before.counters[drop] }
        if bytes.first == 6, load.keys < before.load.keys {
            violate(.channels, "node \(node.number) gives a channel up for a hint")
        }
        let slack = Nanoseconds.seconds(3)
        if load.oldestAge > scenario.channelLimits.expiry + slack {
            violate(.channels, "node \(node.number) has keys that are too old")
        }
        let forged = load.halfOpen.count(where: OnPathAdversary.isInvented)
        if forged > scenario.channelLimits.halfOpenWithoutCookie {
            violate(.channels, "node \(node.number) keeps handshakes of unproved addresses")
        }
        guard let packet = DataPacket(bytes) else { return }
        // A refusal may overtake the last packet of its handshake.
        let isNotice = bytes.count <= LinkData.overhead + LinkNotice(.full).content.count
        if has(.unknownSession), !isNotice, before.load.halfOpenIndices.contains(packet.receiver) {
            violate(.channels, "node \(node.number) is sent data before it has shown its keys")
        }
        let isOpened = counters.packetsOpened > before.counters.packetsOpened
        check(packet, at: node, isCopy: has(.replayed), isOpened: isOpened)
    }

    private func check(
        _ packet: DataPacket,
        at node: SimulatedNode,
        isCopy: Bool,
        isOpened: Bool
    ) {
        if isCopy, !node.ledger.opened.contains(packet) {
            let newest = node.ledger.newest[packet.receiver] ?? 0
            // Of one that is too far behind nobody can tell.
            if packet.counter + ReplayWindow().size >= newest {
                violate(.channels, "node \(node.number) takes for a copy what it has never opened")
            }
        }
        guard isOpened else { return }
        if !node.ledger.opened.insert(packet).inserted {
            violate(.channels, "node \(node.number) opens a packet twice")
        }
        let newest = node.ledger.newest[packet.receiver] ?? 0
        node.ledger.newest[packet.receiver] = max(newest, packet.counter)
    }
}
