internal import DequeModule
internal import GossipWire
internal import PlantedFaults

/// The schedule of sessions that compare logs, and the consequences of their ends.
extension CatchUp {
    /// Opens a session when one is due: one at a time keeps a node responsive.
    ///
    /// With a trusted peer it waits for no session with others, and with a configured one for none with
    /// those that were only equal once. These may be many, and bring nothing.
    mutating func openSessions(keeping scope: Scope, _ turn: inout Turn) {
        let now = turn.now.monotonic
        guard phase == .live || phase == .catchingUp else { return }
        for peers in upByTrust where patienceEnd(beside: peers) <= now {
            guard let slot = nextPeer(among: peers, at: now, scope) else { continue }
            return open(slot, phase == .live ? .repair : .catchUp, &turn)
        }
    }

    /// The peers that are up: the configured ones, the trusted ones, and all.
    private var upByTrust: [PeerSet] {
        [up.intersection(trusted.configured), up.intersection(trusted.all), up]
    }

    private func patienceEnd(beside peers: PeerSet) -> UInt64 {
        let count = limits.sessionsMax
        return sessions.patienceEnd(countMax: count, patience: limits.sessionPatience) { address in
            peers == up || slot(of: address).map { peers.contains($0) } ?? false
        }
    }

    /// The peer to reconcile with next.
    ///
    /// Trusted peers come first, then live ones, then those with the fewest failed sessions, then those
    /// that keep as much as this log and of as many authors, then the nearest. A peer whose round trip nobody has measured is
    /// the farthest: whoever greets first does not win by it.
    private func nextPeer(among peers: PeerSet, at now: UInt64, _ scope: Scope) -> Int? {
        peers.filter { syncDeadline($0) <= now }.min { rank($0, scope) < rank($1, scope) }
    }

    private func rank(_ slot: Int, _ scope: Scope) -> (Int, Int, Int, Int, UInt64, Int) {
        guard let standing = standings[slot] else { return (3, 0, 0, 0, 0, slot) }
        return (
            distrust(of: slot), standing.phase == .live ? 0 : 1, standing.failures,
            standing.scope.horizon > scope.horizon || standing.cutsMore(than: ownCuts) ? 1 : 0,
            standing.roundTrip == 0 && !faults.has(.prefersUnmeasured) ? .max : standing.roundTrip,
            slot
        )
    }

    /// 0 for a configured peer, 1 for another trusted one, 2 for the rest.
    private func distrust(of slot: Int) -> Int {
        trusted.configured.contains(slot) ? 0 : trusted.all.contains(slot) ? 1 : 2
    }

    /// The time at which a session with this peer is due, `.max` when there is no reason for one.
    func syncDeadline(_ slot: Int) -> UInt64 {
        guard let standing = standings[slot], !sessions.isServing(standing.address),
            !sessions.isInitiating(standing.address)
        else { return .max }
        return max(standing.shunnedUntil, deadline(of: standing))
    }

    private func deadline(of standing: Standing) -> UInt64 {
        if phase == .catchingUp { return standing.nextSync }
        // A peer that is catching up asks by itself.
        guard phase == .live, standing.phase == .live else { return .max }
        // The peer with the lower key begins; the other only when that does not help.
        let begins = standing.node.map { node < $0 } ?? true
        if !standing.isReconciled {
            return begins ? standing.nextSync : standing.nextSync + limits.secondWordWait
        }
        if standing.mismatches >= limits.mismatchesMax + (begins ? 0 : 3) {
            return standing.nextSync
        }
        return max(standing.nextAudit, standing.nextSync)
    }

    var nextSessionDeadline: UInt64 {
        guard phase == .live || phase == .catchingUp else { return .max }
        return upByTrust.reduce(.max) { next, peers in
            let due = peers.reduce(.max) { min($0, syncDeadline($1)) }
            return min(next, max(due, patienceEnd(beside: peers)))
        }
    }

    /// Admits a stream that compares logs, or throws the refusal.
    ///
    /// A session moves messages both ways and proves both logs, so that two nodes need one. Of two
    /// that cross, the one that has a stream goes on; when both have, that of the lower key.
    ///
    /// - Returns: The name of the peer's link.
    mutating func admit(
        _ session: SessionID,
        _ greeting: SyncGreeting,
        of slot: Int
    ) throws(SyncRefusal) -> PeerAddress {
        guard let address = standings[slot]?.address else { throw .unknownPeer }
        guard greeting.purpose == .reconcile else { return address }
        if let waiting = sessions.waiting(with: address) {
            actions.append(.cancelSync(waiting))
        } else if sessions.isInitiating(address), greeting.node > node {
            throw .crossing
        }
        sessions.serve(session, of: address)
        return address
    }

    /// Notes the sessions that brought new messages.
    mutating func ingested(_ batch: [(ingest: Ingest, outcome: IngestOutcome)], at now: UInt64) {
        for (ingest, outcome) in batch {
            guard case .stored = outcome, let session = ingest.session else { continue }
            let bytes = ingest.message.encoded.count
            guard let address = sessions.noteUse(of: session, bytes: bytes, at: now),
                let slot = slot(of: address), trusted.all.contains(slot)
            else { continue }
            lastTrustedUse = now
        }
    }

    /// Takes in an event of a session.
    mutating func take(_ event: SessionEvent, of session: SessionID, _ turn: inout Turn) {
        switch event {
        case .connected(let isDialled): connected(session, isDialled: isDialled)
        case .unreachable: unreachable(session, at: turn.now.monotonic)
        case .finished(let result): finished(session, result, &turn)
        case .served(let peer, let result): served(session, of: peer, result, &turn)
        }
    }

    /// Takes in the result of a session that this node had opened.
    private mutating func finished(_ session: SessionID, _ result: SyncResult, _ turn: inout Turn) {
        let hadStream = !sessions.isWaiting(session)
        guard let order = sessions.close(session) else { return }
        let slot = slot(of: order.peer)
        if case .fetch = order.purpose {
            actions.append(.fetched(from: slot, nothing: result.progress.received == 0))
        }
        switch result.end {
        case .proved:
            if let slot {
                reconciled(slot, result, hasAnswered: true, &turn)
                let isEnough =
                    phase != .catchingUp || bringsLive(slot, result, at: turn.now.monotonic)
                if order.purpose == .repair || !isEnough {
                    pace(slot, after: result.progress, turn.now)
                }
            }
            if phase == .catchingUp, bringsLive(slot, result, at: turn.now.monotonic) {
                goLive(&turn)
            }
            settleDoubt(at: turn.now.monotonic)
        case .fetched, .served: break
        // No failure: the peer's session, which is served here, does the same.
        case .failed(.refused(.crossing)):
            if let slot { standings[slot]?.nextSync = turn.now.monotonic + limits.crossingWait }
        case .failed:
            // Neither side could dial this time: the next session tries both ways again.
            if !hadStream, let slot { standings[slot]?.isReachable = true }
            failed(slot, &turn)
        }
    }

    /// Forgets the failures of sessions: the own network, which has changed, may have caused them.
    mutating func networkChanged(at now: UInt64) {
        for slot in standings.indices {
            guard let standing = standings[slot], standing.failures > 0 || !standing.isReachable
            else { continue }
            standings[slot]?.failures = 0
            standings[slot]?.isReachable = true
            standings[slot]?.nextSync = min(standing.nextSync, now)
        }
    }

    private mutating func failed(_ slot: Int?, _ turn: inout Turn) {
        if faults.has(.liveWithoutProof) || faults.has(.forgetsOnCut), phase == .catchingUp {
            goLive(&turn)
        }
        guard let slot, let failures = standings[slot]?.failures else { return }
        if faults.has(.forgetsOnCut) {
            standings[slot]?.isReconciled = true
            standings[slot]?.mismatches = -1_000_000
        }
        let wait = min(limits.syncRetryMax, limits.syncRetryFirst << UInt64(min(failures, 16)))
        standings[slot]?.failures = failures + 1
        standings[slot]?.nextSync = turn.now.monotonic + turn.random.jitter(wait)
    }

    /// Takes in the result of a session that a peer had opened.
    ///
    /// Its proof is as good as that of a session dialled here: see ``SyncResponder``. But the peer
    /// chooses the time, and an empty log is soon equal to one that lacks much. So while a live
    /// peer is up, only the proof of a live peer brings this node live.
    private mutating func served(
        _ session: SessionID,
        of address: PeerAddress,
        _ result: SyncResult,
        _ turn: inout Turn
    ) {
        sessions.closeServed(session)
        guard let slot = slot(of: address) else { return }
        switch result.end {
        case .proved: break
        // No failure of the peer's: this node has no place, or goes on with a session that crosses.
        case .fetched, .served, .failed(.refused): return
        case .failed:
            // A peer that is always served is never dialled.
            standings[slot]?.failures += 1
            return
        }
        reconciled(slot, result, hasAnswered: false, &turn)
        let isLiveThere = up.contains { standings[$0]?.phase == .live }
        if phase == .catchingUp, !isLiveThere || standings[slot]?.phase == .live,
            bringsLive(slot, result, at: turn.now.monotonic)
        {
            goLive(&turn)
        }
        settleDoubt(at: turn.now.monotonic)
    }

    /// True when the proof of a peer brings this node live: while a configured peer answers, only the proof
    /// of such a one does; while a trusted one does, only that of one.
    ///
    /// Anybody may claim to be equal to a log that lacks nearly everything, also to one that is about to
    /// restart. A peer with which sessions fail again and again counts as one that does not answer. A shunned
    /// one does as well. After a long time without enough from any session all of them do: a liar goes on
    /// without end.
    ///
    /// A proof may leave out authors whom the peer alone cuts. It does not count while another peer answers
    /// that is trusted as much and cuts nobody more than this log. Otherwise a liar that cuts everyone would
    /// prove any log equal. After a longer time it counts, too.
    private func bringsLive(_ slot: Int?, _ result: SyncResult, at now: UInt64) -> Bool {
        let answering = up.filter { peer in
            standings[peer].map {
                $0.failures < limits.trustedFailuresMax && $0.shunnedUntil <= now
            } ?? false
        }
        let leavesOut =
            result.exclusion.isByPeer && now < completenessEnd
            && !faults.has(.acceptsForeignCuts)
        func isComplete(among peers: [Int]) -> Bool {
            !leavesOut || !peers.contains { standings[$0]?.cutsMore(than: ownCuts) == false }
        }
        for peers in [trusted.configured, trusted.all] where now < trustEnd {
            let those = answering.filter { peers.contains($0) }
            guard those.isEmpty else {
                return slot.map { peers.contains($0) } ?? false && isComplete(among: those)
            }
        }
        return isComplete(among: answering)
    }

    /// Delays the next session with a peer whose digests differ although there is nothing to move.
    private mutating func pace(_ slot: Int, after progress: SyncProgress, _ now: Now) {
        let hasMoved = progress.stored + progress.sent > 0
        let idle = hasMoved ? 0 : (standings[slot]?.idleSessions ?? 0) + 1
        let wait = hasMoved ? 0 : Nanoseconds.seconds(1) << UInt64(min(idle, 16))
        // Before it is live, the peer's proof is awaited until it counts.
        let waitMax = phase == .catchingUp ? limits.catchUpIdleMax : limits.idleSyncMax
        standings[slot]?.idleSessions = idle
        standings[slot]?.nextSync = now.monotonic + min(waitMax, wait)
    }

    private mutating func reconciled(
        _ slot: Int,
        _ result: SyncResult,
        hasAnswered: Bool,
        _ turn: inout Turn
    ) {
        let audit = turn.now.monotonic + turn.random.jitter(limits.auditInterval)
        standings[slot]?.proved(nextAudit: audit, hasAnswered: hasAnswered)
        standings[slot]?.showedCuts(result.exclusion, own: ownCuts)
        // A log that is equal only because it cuts much earns no trust.
        if let cursor = result.cursor, !result.exclusion.isByPeer {
            _ = standings[slot]?.advance(to: cursor)
        }
        actions.append(.remember(slot))
    }
}
