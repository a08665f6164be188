internal import DequeModule
internal import GossipWire

/// Probing: each second every peer that is up is asked for an answer and told the own state.
///
/// Silence makes a peer suspect, then down; then it is greeted again with growing waits.
extension Membership {
    /// Performs what is due: probes, greetings, and requests for more peers.
    mutating func tick(_ turn: inout Turn) {
        contactWaiting(at: turn.now.monotonic)
        for slot in links.indices {
            guard let link = links[slot] else { continue }
            if link.isUp {
                watch(slot, link, &turn)
            } else if link.nextContact <= turn.now.monotonic {
                redial(slot, link, &turn)
            }
        }
        discover(&turn)
    }

    /// The time of the next tick, on the monotonic clock.
    var nextDeadline: UInt64 {
        links.reduce(.max) { min($0, $1?.nextContact ?? .max) }
    }

    /// Makes every probe due after a sleep, and gives each peer a second chance to answer.
    mutating func slept(at now: UInt64) {
        for slot in up {
            links[slot]?.lastHeard = now
            links[slot]?.nextContact = now
        }
    }

    /// Contacts every peer at once, with waits that begin anew: the own network has changed.
    ///
    /// The silence before may have been this node's own.
    mutating func networkChanged(at now: UInt64) {
        for slot in links.indices {
            links[slot]?.failures = 0
            links[slot]?.nextContact = now
        }
        for index in waiting.indices { waiting[index].nextContact = now }
    }

    /// Greets a peer again soon when this node itself could not send to it.
    ///
    /// While nobody answers, the own network may be at fault: the greeting does not count against the
    /// peer, whom a node that is cut off for long would forget.
    mutating func unsent(to paths: [PeerAddress], at now: UInt64) {
        for path in paths { unsent(to: path, at: now) }
    }

    private mutating func unsent(to path: PeerAddress, at now: UInt64) {
        guard let slot = slot(at: path), let link = links[slot], !link.isUp else { return }
        links[slot]?.nextContact = min(link.nextContact, now + limits.unsentRetry)
        if up == .none { links[slot]?.failures = min(link.failures, limits.redialsUntilDown) }
    }

    /// Probes every peer that is up when the node becomes live: they should know at once.
    mutating func entered(_ phase: NodePhase, _ turn: inout Turn) {
        guard phase == .live else { return }
        for slot in up { sendProbe(to: slot, &turn) }
    }

    private mutating func watch(_ slot: Int, _ link: Link, _ turn: inout Turn) {
        let now = turn.now.monotonic
        let silence = now - min(now, link.lastHeard)
        guard silence < limits.downAfter else {
            lose(slot, &turn)
            return
        }
        var isSuspect = link.status == .suspect
        if silence >= limits.suspectAfter, !isSuspect {
            isSuspect = true
            links[slot]?.status = .suspect
            report(slot)
            actions.append(.knock(link.path))
        }
        reportLate(slot, at: now)
        guard link.nextContact <= now else { return }
        // A peer that restarted no longer knows its token: greet it as well.
        if isSuspect || !link.isIntroduced { sendHello(to: slot) }
        sendProbe(to: slot, &turn)
    }

    private mutating func redial(_ slot: Int, _ link: Link, _ turn: inout Turn) {
        // A gossiped address that never answers gives its slot to another.
        guard link.isConfigured || link.failures < limits.redialsMax else {
            forget(slot)
            actions.append(.report(.forgotten(link.address)))
            return
        }
        if link.failures > 0, isWorthKnocking(link) { actions.append(.knock(link.path)) }
        let isLost = link.failures >= limits.redialsUntilDown
        let isNews = link.failures == limits.redialsUntilDown && link.status == .unknown
        if isLost { links[slot]?.status = .down }
        if isNews { report(slot) }
        let wait = min(limits.redialMax, limits.redialFirst << UInt64(min(link.failures, 16)))
        links[slot]?.failures += 1
        links[slot]?.nextContact = turn.now.monotonic + turn.random.jitter(wait)
        links[slot]?.greetedAt = turn.now.monotonic
        sendHello(to: slot)
    }

    mutating func sendProbe(to slot: Int, _ turn: inout Turn) {
        let nonce = turn.random.next()
        let next = turn.now.monotonic + turn.random.jitter(limits.probeInterval)
        links[slot]?.probe(nonce, at: turn.now.monotonic, next: next)
        if let path = links[slot]?.path {
            actions.append(.sendProbe(slot, nonce: nonce, to: path))
        }
    }

    /// Takes in a datagram that makes or keeps a link.
    mutating func received(
        _ datagram: Datagram,
        from slot: Int,
        at address: PeerAddress,
        _ turn: inout Turn
    ) {
        switch datagram {
        case .welcome(let greeting): welcome(greeting, from: slot, &turn)
        case .ping(let probe): self.probe(probe, from: slot, &turn)
        case .pong(let reply): answer(reply, from: slot, at: address, &turn)
        case .goodbye(let goodbye): part(goodbye, from: slot, &turn)
        case .peersWanted: sendPeers(to: slot)
        case .peers(let list): receivePeers(list, from: slot, &turn)
        default: break
        }
    }

    /// Takes in a probe.
    mutating func probe(_ probe: Probe, from slot: Int, _ turn: inout Turn) {
        guard let link = links[slot] else { return }
        guard probe.node != configuration.node else {
            turn.count(.ownGreeting)
            return
        }
        // A probe without a token cannot be answered.
        guard probe.token != .none else {
            turn.count(.noToken)
            return
        }
        guard accepts(probe.node, of: slot, &turn) else { return }
        links[slot]?.learn(probe.token)
        links[slot]?.node = probe.node
        links[slot]?.theirNonce = probe.nonce
        actions.append(.probed(slot, probe))
        heard(slot, &turn)
        let reply = ProbeReply(nonce: probe.nonce, received: link.received)
        send(.pong(reply), to: slot)
    }

    /// Takes in the answer to a probe.
    mutating func answer(
        _ reply: ProbeReply,
        from slot: Int,
        at address: PeerAddress,
        _ turn: inout Turn
    ) {
        heard(slot, &turn)
        answered(reply.nonce, from: slot, at: address, &turn)
        guard let link = links[slot], link.nonce == reply.nonce, link.probedAt > 0 else { return }
        let now = turn.now.monotonic
        links[slot]?.measure(max(1, now - min(now, link.probedAt)))
        let answer = ProbeAnswer(
            roundTrip: links[slot]?.roundTrip ?? 0,
            sent: link.sentAtProbe,
            received: reply.received
        )
        actions.append(.answered(slot, answer))
    }
}
