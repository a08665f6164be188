internal import DequeModule
internal import GossipWire
internal import PlantedFaults

extension Membership {
    /// Adds a peer to contact: one that the user named, or one known from an earlier run.
    ///
    /// Known peers are contacted in the order added, up to the number that a node looks for.
    ///
    /// - Returns: The slot of the peer, `nil` when it has none.
    mutating func add(
        _ address: PeerAddress,
        isConfigured: Bool,
        cursor: PeerCursor? = nil,
        _ turn: inout Turn
    ) {
        guard address.isSendable, address != configuration.listen else { return }
        if let slot = slot(of: address) {
            if isConfigured { links[slot]?.isConfigured = true }
            return
        }
        if let slot = slot(at: address) {
            // The peer has moved there: from now on its link has the name that the user gives it.
            guard isConfigured, links[slot]?.isConfigured == false else { return }
            forget(slot)
        }
        if waiting.contains(where: { $0.address == address }) { return }
        if configuration.isStatic, !isConfigured { return }
        guard isConfigured || linkCount < limits.activePeersWanted else {
            if !addresses.add(address, from: nil, besides: linkCount) {
                turn.count(.addressRefused)
            }
            return
        }
        var link = newLink(address, isConfigured: isConfigured, at: turn.now.monotonic)
        link.cursor = cursor
        guard makeLink(link) == nil else { return }
        if isConfigured {
            waiting.append(link)
        } else {
            turn.count(.addressRefused)
        }
    }

    /// Forgets a configured peer, because its name now resolves to another address; one that waits has its
    /// turn.
    mutating func remove(_ address: PeerAddress, at now: UInt64) {
        waiting.removeAll { $0.address == address }
        if let slot = slot(of: address) { forget(slot) }
        contactWaiting(at: now)
    }

    /// Notes that a peer was heard, and brings it up if it was not.
    mutating func heard(_ slot: Int, _ turn: inout Turn) {
        // A peer may answer before it has given out a token.
        guard let link = links[slot], link.theirToken != .none else {
            turn.count(.noToken)
            return
        }
        let now = turn.now
        links[slot]?.lastHeard = now.monotonic
        links[slot]?.lastHeardWall = now.wall
        guard link.status != .up else { return }
        links[slot]?.status = .up
        links[slot]?.failures = 0
        links[slot]?.absence = nil
        if !link.isUp {
            links[slot]?.nextContact = now.monotonic
            links[slot]?.usedAt = now.monotonic
            up.insert(slot)
            nextDiscovery = min(nextDiscovery, now.monotonic)
        }
        reportComing(of: slot, at: now.monotonic)
        if !link.isUp { actions.append(.up(slot)) }
    }

    /// Notes that a peer is lost: silent, or gone with a goodbye.
    mutating func lose(_ slot: Int, _ turn: inout Turn) {
        guard let link = links[slot], link.isUp else { return }
        links[slot]?.status = .down
        links[slot]?.nextContact = turn.now.monotonic + turn.random.jitter(limits.redialFirst)
        // Where it was contacted it may be found again; where it only was heard from, hardly.
        if link.isDialled { move(slot, to: link.address) }
        up.remove(slot)
        report(slot)
        actions.append(.down(slot))
    }

    /// The peers that the user named, and those with which an earlier run or link has proved equality.
    var trusted: TrustedPeers {
        links.indices.reduce(into: .none) { trusted, slot in
            guard let link = links[slot] else { return }
            if link.isConfigured { trusted.configured.insert(slot) }
            if link.isConfigured || link.cursor != nil { trusted.all.insert(slot) }
        }
    }

    func isTrusted(_ peer: PeerAddress) -> Bool {
        slot(of: peer).map { trusted.all.contains($0) } ?? false
    }

    /// The facts about every peer in contact, with the cursor that catching up knows for its slot.
    func observations(cursor: (Int) -> PeerCursor?) -> [PeerObservation] {
        links.indices.compactMap { links[$0]?.observation(cursor: cursor($0)) }
            + waiting.map { $0.observation(cursor: $0.cursor) }
    }

    /// The name of the link of a peer whose messages are accepted; counts the refusal otherwise.
    func takesMessages(from slot: Int, _ turn: inout Turn) -> PeerAddress? {
        guard let link = links[slot], link.isUp else {
            if !configuration.faults.has(.dropsUncounted) { turn.count(.peerNotUp) }
            return nil
        }
        return link.address
    }

    /// Tells whether ids of a peer are accepted, and counts the refusal.
    func takesIDs(from slot: Int, _ turn: inout Turn) -> Bool {
        let isUp = up.contains(slot)
        if !isUp { turn.count(.peerNotUp) }
        return isUp
    }

    /// Identifies the peer of a stream by its greeting.
    ///
    /// - Parameters:
    ///   - greeting: The greeting of the initiator; its token names the link.
    ///   - now: The monotonic clock.
    /// - Returns: The peer's slot.
    /// - Throws: The refusal of the stream.
    mutating func admit(_ greeting: SyncGreeting, at now: UInt64) throws(SyncRefusal) -> Int {
        guard greeting.node != configuration.node else { throw .notAllowed }
        guard let slot = slot(of: greeting.token), let link = links[slot],
            link.node == nil || link.node == greeting.node
        else { throw .unknownPeer }
        guard links[slot]?.streamRate.spend(at: now) == true else { throw .busy }
        return slot
    }

    /// Adds to an order what the link knows: the token, and the address to dial.
    func addressed(_ order: SyncOrder, to slot: Int) -> SyncOrder {
        var order = order
        order.token = links[slot]?.theirToken ?? .none
        order.address = order.isDialled ? links[slot]?.streamAddress : nil
        return order
    }

    /// Says goodbye to the peers, so that they need not wait for silence.
    mutating func goodbye() {
        for slot in up {
            guard let nonce = links[slot]?.theirNonce else { continue }
            send(.goodbye(Goodbye(nonce: nonce)), to: slot)
        }
    }

    /// Takes in a goodbye.
    ///
    /// It costs an event of the peer and one of the state, and so another when the peer is back: it must
    /// return the nonce of a probe, each of which serves once, and comes rarely. One that does not is ignored;
    /// silence tells as well.
    mutating func part(_ goodbye: Goodbye, from slot: Int, _ turn: inout Turn) {
        let now = turn.now.monotonic
        guard let link = links[slot], link.isUp, link.hasProbed(goodbye.nonce),
            link.partedAt.map({ now >= $0 + limits.partInterval }) ?? true
        else {
            turn.count(.staleGoodbye)
            return
        }
        links[slot]?.forgetProbes()
        links[slot]?.partedAt = now
        links[slot]?.absence = .left
        lose(slot, &turn)
    }

    /// Sends a small datagram to a peer.
    mutating func send(_ datagram: LinkDatagram, to slot: Int) {
        guard let link = links[slot], link.theirToken != .none else { return }
        noteSent(to: slot)
        actions.append(.send(datagram, to: link.path, link.theirToken))
    }

    /// Sends ids to a peer at once, in as many datagrams as they take.
    mutating func send(
        _ kind: DatagramKind,
        _ ids: [MessageID],
        to slot: Int,
        into effects: inout Effects
    ) {
        guard let link = links[slot], link.theirToken != .none else { return }
        let count = effects.send(kind, ids, to: link.path, link.theirToken)
        noteSent(count, to: slot)
    }

    /// Counts datagrams to a peer, for its report of losses.
    mutating func noteSent(_ count: Int = 1, to slot: Int) { links[slot]?.sent += UInt64(count) }

    /// Counts a datagram of a peer.
    mutating func noteReceived(from slot: Int) { links[slot]?.received += 1 }

    /// Takes a datagram back that was refused because its sender brings too much.
    ///
    /// The sender hears of it as of a loss on the way, and slows down.
    mutating func noteLost(from slot: Int) { links[slot]?.received -= 1 }

    mutating func report(_ slot: Int) {
        guard let link = links[slot] else { return }
        let report = PeerStatusReport(
            link.address,
            node: link.node,
            name: link.name,
            link.status,
            former: link.toldStatus,
            absence: link.status == .down ? link.absence ?? .noAnswer : nil
        )
        links[slot]?.toldStatus = link.status
        links[slot]?.untoldSince = nil
        actions.append(.report(.peer(report)))
        actions.append(.remember(slot))
    }
}
