internal import DequeModule
internal import GossipWire

/// Anti-entropy: the comparison of the settled parts of two live logs by their digests.
extension CatchUp {
    /// Takes in the state that a peer told, and compares the logs.
    ///
    /// - Parameters:
    ///   - probe: The peer's state.
    ///   - own: This log's digest up to the peer's bound, `nil` when it cannot be told.
    ///   - slot: The peer.
    ///   - turn: The clocks.
    mutating func probed(_ probe: Probe, own: SettledDigest?, from slot: Int, _ turn: Turn) {
        let now = turn.now
        guard let standing = standings[slot] else { return }
        let becameLive = standing.phase != .live && probe.phase == .live
        standings[slot]?.phase = probe.phase
        standings[slot]?.node = probe.node
        standings[slot]?.scope = probe.settled.scope
        standings[slot]?.clock = probe.settled.until
        noteRecords(probe.records, of: slot, at: now.monotonic)
        if becameLive, standing.failures + standing.idleSessions == 0 {
            standings[slot]?.nextSync = now.monotonic
        }
        guard phase == .live, probe.phase == .live, let own,
            !sessions.isTakingIn(at: now.monotonic, patience: limits.sessionPatience)
        else { return }
        compare(own, probe, from: slot, at: now)
    }

    /// The time from which on messages are not taken in: a day ahead of the clock, or of that of a trusted
    /// peer which is itself ahead by more than a day.
    ///
    /// A board that starts in 1970 has no other way to catch up.
    func ceiling(at wall: UInt64) -> UInt64 {
        let ceiling = wall + limits.ceilingMilliseconds
        let clock = up.intersection(trusted.all).reduce(0) { max($0, standings[$1]?.clock ?? 0) }
        guard clock > ceiling else { return ceiling }
        let (ahead, isPast) = clock.addingReportingOverflow(limits.ceilingMilliseconds)
        return isPast ? .max : ahead
    }

    /// Counts a difference, or moves the cursor on equality.
    private mutating func compare(
        _ own: SettledDigest,
        _ probe: Probe,
        from slot: Int,
        at now: Now
    ) {
        guard own.scope.isComparable(with: probe.settled.scope) else {
            // Digests of different scopes cannot be compared: a session compares what both logs
            // keep.
            let audit = standings[slot]?.nextAudit ?? 0
            standings[slot]?.nextAudit = min(audit, now.monotonic + limits.unequalAuditInterval)
            return
        }
        guard own.matches(probe.settled) else {
            standings[slot]?.mismatches += 1
            return
        }
        standings[slot]?.mismatches = 0
        standings[slot]?.idleSessions = 0
        // A peer may tell the digest that it was told: only a session makes a cursor.
        guard standings[slot]?.cursor != nil else { return }
        let cursor = PeerCursor(incarnation: probe.incarnation, arrival: probe.settled.arrival)
        if standings[slot]?.advance(to: cursor) == true { actions.append(.remember(slot)) }
    }
}
