internal import DequeModule
internal import GossipWire

/// Streams: the side that can dial does, whichever initiates the session.
///
/// An order is dialled, and after a while, or as soon as that fails, the peer is asked over the link
/// to dial instead. See <doc:CatchingUp>.
extension CatchUp {
    /// Opens a session with a peer.
    mutating func open(_ slot: Int, _ purpose: SyncOrder.Purpose, _ turn: inout Turn) {
        guard let standing = standings[slot] else { return }
        let order = SyncOrder(
            session: sessions.nextID(),
            peer: standing.address,
            address: nil,
            ticket: DialTicket(turn.random.next()),
            token: .none,
            purpose: purpose,
            cursor: standing.cursor,
            confirmationSeed: turn.random.next(),
            isDialled: standing.isReachable
        )
        let now = turn.now.monotonic
        sessions.open(
            order,
            requestAt: order.isDialled ? now + limits.dialPatience : now,
            at: now
        )
        actions.append(.openSync(order, with: slot))
        requestDials(at: now)
    }

    /// Asks the peers of sessions that have waited for a stream for long to dial one.
    mutating func requestDials(at now: UInt64) {
        guard sessions.nextRequest <= now else { return }
        for order in sessions.dueRequests(at: now, interval: limits.dialPatience) {
            guard let slot = slot(of: order.peer), up.contains(slot) else { continue }
            actions.append(.requestDial(order.ticket, slot))
        }
    }

    /// Takes in that a session has its stream.
    mutating func connected(_ session: SessionID, isDialled: Bool) {
        guard let order = sessions.connect(session) else { return }
        if isDialled, let slot = slot(of: order.peer) { standings[slot]?.isReachable = true }
    }

    /// Takes in that the peer of a session cannot be dialled: from now on it is asked to dial.
    mutating func unreachable(_ session: SessionID, at now: UInt64) {
        guard let order = sessions.hurryRequest(session, at: now) else { return }
        if let slot = slot(of: order.peer) { standings[slot]?.isReachable = false }
        requestDials(at: now)
    }

    /// Takes in a peer's request to dial a stream for a session that it initiates.
    ///
    /// It costs the peer a datagram and this node a connection, so that it has a rate.
    mutating func dialRequested(_ ticket: DialTicket, by slot: Int, _ turn: inout Turn) {
        let now = turn.now.monotonic
        guard up.contains(slot), let next = standings[slot]?.nextDialBack, next <= now else {
            turn.count(.dialRequestRate)
            return
        }
        standings[slot]?.nextDialBack = now + limits.dialRequestInterval
        actions.append(.dialBack(ticket, slot))
    }

    /// Takes in that a link has another path, where the peer may be dialled or not.
    mutating func moved(_ slot: Int) { standings[slot]?.isReachable = true }
}
