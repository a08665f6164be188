public import GossipWire

#if PLANTED_FAULTS
internal import PlantedFaults
#endif

/// When the node reconciles, with whom, and what follows from it.
extension NodeCore {
    mutating func enter(_ phase: NodePhase, at now: Now, into effects: inout Effects) {
        self.phase = phase
        phaseSince = now.monotonic
        effects.list.append(.report(.phase(phase, peers: upCount)))
    }

    /// A peer has come up, and with it the chance to learn what was missed.
    ///
    /// A node that was alone leaves the first word to the peer: one that returns dials at once, knows
    /// what it lacks, and its session serves both.
    mutating func peerAppeared(_ slot: Int, at now: Now, into effects: inout Effects) {
        guard phase == .joining || isAlone else { return }
        if isAlone, let next = peers[slot]?.nextSync {
            peers[slot]?.nextSync = next + limits.crossingWait / 4
        }
        isAlone = false
        enter(.catchingUp, at: now, into: &effects)
    }

    mutating func allPeersLost(at now: Now, into effects: inout Effects) {
        switch phase {
        case .joining: break
        case .catchingUp: enter(.joining, at: now, into: &effects)
        // Silence: whatever happens from now on, it is missed.
        case .live: isAlone = true
        }
    }

    mutating func goLiveAlone(at now: Now, into effects: inout Effects) {
        guard phase == .joining, upCount == 0 else { return }
        guard activeCount == 0 || now.monotonic >= phaseSince + limits.aloneAfter else { return }
        isAlone = true
        enter(.live, at: now, into: &effects)
    }

    /// Enters live after a proof: what came in meanwhile was not relayed and is announced now.
    private mutating func goLive(at now: Now, into effects: inout Effects) {
        isAlone = false
        enter(.live, at: now, into: &effects)
        for id in heldBack { announce(id, to: upPeers.subtracting(holders(of: id))) }
        heldBack.removeAll()
        // The peers should know at once.
        for slot in upPeers { sendPing(to: slot, at: now, into: &effects) }
    }

    // MARK: Sessions

    /// Whether no session may begin now: one that compares logs is at work, or there are too many.
    private func isReconciling(at now: UInt64) -> Bool {
        guard let patience = patienceEnd else { return false }
        return now < patience
    }

    /// Until when the sessions that compare logs are given time; `nil` when there is none.
    private var patienceEnd: UInt64? {
        let open = sessions.values.filter(\.reconciles)
        guard open.count < limits.sessionsMax else { return .max }
        return open.map { (sessionUse[$0.session] ?? 0) + limits.sessionPatience }.max()
    }

    /// Whether a session, of ours or a peer's, brings messages now: digests differ all the while.
    private func isTakingIn(at now: UInt64) -> Bool {
        sessionUse.values.contains { $0 + limits.sessionPatience > now }
    }

    /// Notes that a session brought a new message.
    mutating func noteUse(of session: SessionID, at now: Now) {
        guard sessions[session] != nil || served[session] != nil else { return }
        sessionUse[session] = now.monotonic
    }

    /// Whether a session of ours with this peer is open or being opened.
    func isDialling(_ address: PeerAddress) -> Bool {
        sessions.values.contains { $0.peer == address && $0.reconciles }
    }

    /// Whether a session of this peer's with us is open.
    private func isServing(_ address: PeerAddress) -> Bool {
        served.values.contains(address)
    }

    /// Opens a session when one is due and none is open: one at a time keeps a node responsive.
    mutating func openSessions(at now: Now, into effects: inout Effects) {
        guard phase != .joining, !isReconciling(at: now.monotonic),
            let slot = nextSyncPeer(at: now.monotonic)
        else { return }
        open(slot, phase == .live ? .repair : .catchUp, at: now, into: &effects)
    }

    mutating func open(
        _ slot: Int,
        _ purpose: SyncOrder.Purpose,
        at now: Now,
        into effects: inout Effects
    ) {
        guard let address = peers[slot]?.address, let token = peers[slot]?.theirToken else {
            return
        }
        sessionCount += 1
        let order = SyncOrder(
            session: SessionID(sessionCount),
            peer: address,
            token: token,
            purpose: purpose,
            cursor: peers[slot]?.cursor,
            place: random.next()
        )
        sessions[order.session] = order
        sessionUse[order.session] = now.monotonic
        effects.list.append(.openSync(order))
    }

    /// The peer to reconcile with: a live one rather than another, then the one that failed least, then
    /// one that keeps as much as we, then the nearest.
    private func nextSyncPeer(at now: UInt64) -> Int? {
        let candidates = upPeers.filter { slot in
            guard let due = syncDeadline(slot) else { return false }
            return due <= now
        }
        return candidates.min { rank($0) < rank($1) }
    }

    private func rank(_ slot: Int) -> (Int, Int, Int, UInt64, Int) {
        let peer = peers[slot]
        return (
            peer?.phase == .live ? 0 : 1, peer?.syncFailures ?? 0,
            peer?.horizon ?? 0 > settled.scope.horizon ? 1 : 0, peer?.roundTrip ?? 0, slot
        )
    }

    /// When a session with this peer is due, `nil` when there is no reason for one.
    private func syncDeadline(_ slot: Int) -> UInt64? {
        guard let next = peers[slot]?.nextSync, let theirToken = peers[slot]?.theirToken,
            theirToken != .none, let address = peers[slot]?.address, !isServing(address),
            !isDialling(address)
        else { return nil }
        if phase == .catchingUp { return next }
        // A peer that is catching up asks by itself.
        guard phase == .live, peers[slot]?.phase == .live else { return nil }
        // One of the two begins, by their keys; the other only when that does not help.
        let begins = peers[slot]?.node.map { configuration.node < $0 } ?? true
        if peers[slot]?.isReconciled == false {
            return begins ? next : next + Nanoseconds.seconds(5)
        }
        let mismatches = peers[slot]?.mismatches ?? 0
        if mismatches >= limits.mismatchesMax + (begins ? 0 : 3) { return next }
        return peers[slot].map { max($0.nextAudit, next) }
    }

    var nextSessionDeadline: UInt64? {
        guard phase != .joining, patienceEnd != .max else { return nil }
        return upPeers.compactMap { syncDeadline($0) }.min().map { max($0, patienceEnd ?? 0) }
    }

    /// Takes in how a session ended that the core had opened.
    public mutating func syncFinished(
        _ session: SessionID,
        _ result: SyncResult,
        at now: Now,
        into effects: inout Effects
    ) {
        guard let order = sessions.removeValue(forKey: session) else { return }
        sessionUse[session] = nil
        paceFetches(order, result.progress, at: now)
        let slot = peers.slot(of: order.peer)
        switch result.end {
        case .proved:
            if let slot {
                reconciled(slot, cursor: result.cursor, at: now, into: &effects)
                if order.purpose == .repair { pace(slot, after: result.progress, at: now) }
            }
            if phase == .catchingUp { goLive(at: now, into: &effects) }
            settleOwnHistory(at: now, into: &effects)
        case .fetched, .served: break
        // No failure: the peer's own session, which we serve, does the same.
        case .failed(.refused(.crossing)):
            if let slot { peers[slot]?.nextSync = now.monotonic + limits.crossingWait }
        case .failed:
            #if PLANTED_FAULTS
            plantAtFailure(slot, at: now, into: &effects)
            #endif
            guard let slot, let failures = peers[slot]?.syncFailures else { return }
            peers[slot]?.syncFailures = failures + 1
            let wait = min(
                limits.syncRetryMax,
                limits.syncRetryFirst << UInt64(min(failures, 16))
            )
            peers[slot]?.nextSync = now.monotonic + random.jitter(wait)
        }
        flush(at: now, into: &effects)
    }

    #if PLANTED_FAULTS
    private mutating func plantAtFailure(
        _ slot: Int?,
        at now: Now,
        into effects: inout Effects
    ) {
        if PlantedFault.liveWithoutProof.isActive, phase == .catchingUp {
            goLive(at: now, into: &effects)
        }
        if PlantedFault.forgetsOnCut.isActive, let slot {
            peers[slot]?.isReconciled = true
            peers[slot]?.mismatches = -1_000_000
            if phase == .catchingUp { goLive(at: now, into: &effects) }
        }
    }
    #endif

    /// Takes in how a session ended that a peer had opened.
    ///
    /// Its proof is as good as one of a session of our own: see ``SyncResponder``. But a peer chooses
    /// when it dials, and one that has nothing is soon equal to a node that lacks much: while a live
    /// peer is there, only a live peer's proof brings a node live.
    public mutating func syncServed(
        _ session: SessionID,
        by address: PeerAddress,
        _ result: SyncResult,
        at now: Now,
        into effects: inout Effects
    ) {
        served[session] = nil
        sessionUse[session] = nil
        guard case .proved = result.end, let slot = peers.slot(of: address) else { return }
        reconciled(slot, cursor: result.cursor, at: now, into: &effects)
        var liveCount = 0
        for up in upPeers where peers[up]?.phase == .live { liveCount += 1 }
        if phase == .catchingUp, liveCount == 0 || peers[slot]?.phase == .live {
            goLive(at: now, into: &effects)
        }
        settleOwnHistory(at: now, into: &effects)
        flush(at: now, into: &effects)
    }

    /// A peer whose digests differ although there is nothing to move is asked ever more rarely.
    private mutating func pace(_ slot: Int, after progress: SyncProgress, at now: Now) {
        guard let peer = peers[slot] else { return }
        let hasMoved = progress.stored + progress.sent > 0
        peer.idleSessions = hasMoved ? 0 : peer.idleSessions + 1
        let wait = Nanoseconds.seconds(1) << UInt64(min(peer.idleSessions, 16))
        peer.nextSync = now.monotonic + min(limits.idleSyncMax, hasMoved ? 0 : wait)
    }

    private mutating func reconciled(
        _ slot: Int,
        cursor: PeerCursor?,
        at now: Now,
        into effects: inout Effects
    ) {
        peers[slot]?.nextAudit = now.monotonic + random.jitter(limits.auditInterval)
        peers[slot]?.isReconciled = true
        peers[slot]?.mismatches = 0
        peers[slot]?.syncFailures = 0
        if let cursor { _ = peers[slot]?.advanceCursor(to: cursor) }
        if let peer = peers[slot] { effects.list.append(.remember(peer.observation)) }
    }

    // MARK: Digests

    /// Compares the settled part of a live peer's log with ours; a difference that persists starts a
    /// reconciliation, equality moves the cursor.
    mutating func compareDigest(
        _ probe: Probe,
        from slot: Int,
        at now: Now,
        into effects: inout Effects
    ) {
        guard phase == .live, probe.phase == .live, !isTakingIn(at: now.monotonic),
            let own = settled.digest(until: probe.settled.until)
        else { return }
        guard own.scope == probe.settled.scope else {
            // Digests say nothing where one keeps more: a session compares what both keep.
            if let next = peers[slot]?.nextAudit {
                peers[slot]?.nextAudit = min(next, now.monotonic + limits.unequalAuditInterval)
            }
            return
        }
        guard own.matches(probe.settled) else {
            peers[slot]?.mismatches += 1
            return
        }
        peers[slot]?.mismatches = 0
        peers[slot]?.idleSessions = 0
        let cursor = PeerCursor(incarnation: probe.incarnation, arrival: probe.settled.arrival)
        guard let peer = peers[slot], peer.advanceCursor(to: cursor) else { return }
        effects.list.append(.remember(peer.observation))
    }
}
