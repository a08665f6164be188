internal import GossipWire

extension CatchUp {
    /// Checks the choice of a peer for a session that has just been opened: one of unknown distance comes
    /// after all that are as good otherwise.
    func assertChoice(of peer: PeerAddress, at now: UInt64, _ fail: (String) -> Void) {
        guard let slot = slot(of: peer), let chosen = standings[slot], chosen.roundTrip == 0
        else { return }
        let better = up.contains { other in
            guard other != slot, let standing = standings[other] else { return false }
            return standing.roundTrip > 0 && syncDeadline(other) <= now
                && standing.phase == chosen.phase && standing.failures == chosen.failures
                && standing.scope == chosen.scope
                && trusted.configured.contains(other) == trusted.configured.contains(slot)
                && trusted.all.contains(other) == trusted.all.contains(slot)
        }
        if better { fail("a peer of unknown distance is asked before another") }
    }

    /// Checks the invariants of the machine between two inputs.
    func assertInvariants(_ fail: (String) -> Void) {
        for slot in up where standings[slot] == nil { fail("an empty slot is up") }
        if sessions.count > 2 * limits.sessionsMax + limits.fetchesMax + limits.exchangesMax {
            fail("\(sessions.count) sessions are open")
        }
        if phase == .alone || phase == .joining, up != .none {
            fail("a node with peers counts as alone")
        }
        if phase == .live, up == .none { fail("a node without peers counts as live") }
    }
}
