public import GossipWire

#if PLANTED_FAULTS
internal import PlantedFaults
#endif

extension NodeCore {
    /// Adds a peer to contact: one that the user gave, or one known from an earlier run.
    ///
    /// Known peers are contacted in the order added, up to the number that a node looks for.
    public mutating func addPeer(
        _ address: PeerAddress,
        isGiven: Bool,
        cursor: PeerCursor? = nil,
        at now: Now
    ) {
        guard address.isSendable, address != configuration.listen else { return }
        if let slot = peers.slot(of: address) {
            if isGiven { peers[slot]?.isGiven = true }
            if let cursor { peers[slot]?.cursor = cursor }
            return
        }
        if configuration.isStatic, !isGiven { return }
        guard isGiven || activeCount < limits.activePeersWanted else {
            if !peers.addReserve(address) { counters.count(.addressRefused) }
            return
        }
        if let slot = makePeer(address, isGiven: isGiven, at: now) {
            peers[slot]?.cursor = cursor
        } else {
            counters.count(.addressRefused)
        }
    }

    /// Forgets a given peer, because its name now resolves to another address.
    public mutating func removePeer(_ address: PeerAddress) {
        guard let slot = peers.slot(of: address) else { return }
        dropWaiting(for: slot)
        upPeers.remove(slot)
        peers.remove(slot)
    }

    mutating func makePeer(_ address: PeerAddress, isGiven: Bool, at now: Now) -> Int? {
        peers.insert(
            Peer(
                address: address,
                isGiven: isGiven,
                token: tokenKey.token(for: address),
                limits: limits,
                at: now.monotonic
            )
        )
    }

    /// Peers in slots, whatever their state.
    var activeCount: Int { peers.slots.reduce(0) { $0 + ($1 == nil ? 0 : 1) } }

    /// The peer that sent a datagram with this token, made one if there is room for it.
    mutating func validated(
        _ address: PeerAddress,
        token: AddressToken,
        at now: Now
    ) -> Int? {
        if let slot = peers.slot(of: address) {
            guard peers[slot]?.ownToken == token else {
                counters.count(.wrongToken)
                return nil
            }
            return slot
        }
        guard tokenKey.token(for: address) == token else {
            counters.count(.wrongToken)
            return nil
        }
        guard !configuration.isStatic, address.isSendable,
            let slot = makePeer(address, isGiven: false, at: now)
        else {
            counters.count(.notAPeer)
            return nil
        }
        return slot
    }

    /// Notes that a peer was heard, and brings it up if it was not.
    mutating func heard(_ slot: Int, at now: Now, into effects: inout Effects) {
        // It may answer without ever having said how to reach it.
        guard let peer = peers[slot], peer.theirToken != .none else {
            counters.count(.noToken)
            return
        }
        peer.lastHeard = now.monotonic
        peer.lastHeardWall = now.wall
        guard peer.status != .up else { return }
        let wasUp = peer.isUp
        peers[slot]?.status = .up
        peers[slot]?.failures = 0
        if !wasUp {
            upPeers.insert(slot)
            peers[slot]?.isReconciled = false
            peers[slot]?.mismatches = 0
            peers[slot]?.nextContact = now.monotonic
            // What failed with it before counts on: going and coming is cheap.
            let soon = now.monotonic + random.next() % Nanoseconds.milliseconds(50)
            peers[slot]?.nextSync = max(soon, peer.nextSync)
            nextDiscovery = min(nextDiscovery, now.monotonic)
        }
        reportPeer(slot, into: &effects)
        if !wasUp { peerAppeared(slot, at: now, into: &effects) }
    }

    /// Notes that a peer is lost: silent, or it said goodbye.
    mutating func lose(_ slot: Int, at now: Now, into effects: inout Effects) {
        guard let peer = peers[slot], peer.isUp else { return }
        dropWaiting(for: slot)
        peers[slot]?.status = .down
        peers[slot]?.lookUps = 0
        peers[slot]?.nextContact = now.monotonic + random.jitter(limits.redialFirst)
        upPeers.remove(slot)
        // A link that comes up anew begins anew, whatever becomes of its stream.
        served = served.filter { $0.value != peer.address }
        reportPeer(slot, into: &effects)
        if upCount == 0 { allPeersLost(at: now, into: &effects) }
    }

    private mutating func dropWaiting(for slot: Int) {
        guard let peer = peers[slot] else { return }
        #if PLANTED_FAULTS
        let waiting = PlantedFault.forgetsQueueUncounted.isActive ? 0 : peer.queue.count
        #else
        let waiting = peer.queue.count
        #endif
        counters.count(.waitedForLostPeer, waiting)
        peer.queue.removeAll()
        peer.announcementsDue = 0
    }

    func reportPeer(_ slot: Int, into effects: inout Effects) {
        guard let peer = peers[slot] else { return }
        effects.list.append(
            .report(.peer(peer.address, node: peer.node, name: peer.name, peer.status))
        )
        effects.list.append(.remember(peer.observation))
    }
}
