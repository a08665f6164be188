internal import GossipWire

/// Probing: every peer that is up is asked each second, and told our state; silence makes it suspect,
/// then down, then greeted again with growing waits.
extension NodeCore {
    mutating func contactPeers(at now: Now, into effects: inout Effects) {
        for slot in peers.indices {
            guard let peer = peers[slot] else { continue }
            if peer.isUp {
                watch(slot, at: now, into: &effects)
            } else if peer.nextContact <= now.monotonic {
                redial(slot, at: now, into: &effects)
            }
        }
    }

    private mutating func watch(_ slot: Int, at now: Now, into effects: inout Effects) {
        guard let peer = peers[slot] else { return }
        let silence = now.monotonic - min(now.monotonic, peer.lastHeard)
        if silence >= limits.downAfter {
            lose(slot, at: now, into: &effects)
            return
        }
        if silence >= limits.suspectAfter, peer.status == .up {
            peers[slot]?.status = .suspect
            reportPeer(slot, into: &effects)
        }
        guard peer.nextContact <= now.monotonic else { return }
        // A peer that restarted does not know our token for it any more: greet it as well.
        if peer.status == .suspect || !peer.isIntroduced { sendHello(to: slot, into: &effects) }
        sendPing(to: slot, at: now, into: &effects)
    }

    private mutating func redial(_ slot: Int, at now: Now, into effects: inout Effects) {
        guard let peer = peers[slot] else { return }
        // A gossiped address that never answers gives its place to another.
        if !peer.isGiven, peer.failures >= 12 {
            peers.remove(slot)
            return
        }
        let isNews = peer.failures == 3 && peer.status == .unknown
        if peer.failures >= 3 { peer.status = .down }
        if isNews { reportPeer(slot, into: &effects) }
        let wait = min(limits.redialMax, limits.redialFirst << UInt64(min(peer.failures, 16)))
        peer.failures += 1
        peer.nextContact = now.monotonic + random.jitter(wait)
        sendHello(to: slot, into: &effects)
    }

    mutating func sendPing(to slot: Int, at now: Now, into effects: inout Effects) {
        guard let peer = peers[slot] else { return }
        let probe = Probe(
            nonce: random.next(),
            token: peer.ownToken,
            node: configuration.node,
            sent: peer.sent,
            phase: phase,
            incarnation: incarnation,
            count: settled.digest.count,
            settled: settled.settled(at: now.wall)
        )
        peers[slot]?.nonce = probe.nonce
        peers[slot]?.probedAt = now.monotonic
        peers[slot]?.sentAtProbe = peer.sent
        peers[slot]?.nextContact = now.monotonic + random.jitter(limits.probeInterval)
        send(.ping, to: slot, into: &effects) { probe.encode(into: &$0) }
    }

    mutating func receivePing(
        _ probe: Probe,
        from slot: Int,
        at now: Now,
        into effects: inout Effects
    ) {
        guard let peer = peers[slot] else { return }
        guard probe.node != configuration.node else {
            counters.count(.ownGreeting)
            return
        }
        let reply = ProbeReply(nonce: probe.nonce, received: peer.received)
        let becameLive = peer.phase != .live && probe.phase == .live
        peers[slot]?.theirToken = probe.token
        peers[slot]?.node = probe.node
        peers[slot]?.phase = probe.phase
        peers[slot]?.incarnation = probe.incarnation
        peers[slot]?.horizon = probe.settled.scope.horizon
        if becameLive, peer.syncFailures + peer.idleSessions == 0 {
            peer.nextSync = now.monotonic
        }
        heard(slot, at: now, into: &effects)
        send(.pong, to: slot, into: &effects) { reply.encode(into: &$0) }
        compareDigest(probe, from: slot, at: now, into: &effects)
    }

    mutating func receivePong(
        _ reply: ProbeReply,
        from slot: Int,
        at now: Now,
        into effects: inout Effects
    ) {
        guard let peer = peers[slot] else { return }
        heard(slot, at: now, into: &effects)
        guard peer.nonce == reply.nonce, peer.probedAt > 0 else { return }
        let sample = max(1, now.monotonic - min(now.monotonic, peer.probedAt))
        // RFC 6298: a new sample weighs one eighth.
        peers[slot]?.roundTrip =
            peer.roundTrip == 0 ? sample : peer.roundTrip - peer.roundTrip / 8 + sample / 8
        peers[slot]?.pacer.replied(sent: peer.sentAtProbe, received: reply.received)
        peers[slot]?.probedAt = 0
    }
}
