internal import GossipWire

extension CatchUp {
    /// Checks the invariants of the machine between two inputs.
    func assertInvariants(_ fail: (String) -> Void) {
        for slot in up where standings[slot] == nil { fail("an empty slot is up") }
        if sessions.count > limits.sessionsMax + limits.fetchesMax {
            fail("\(sessions.count) sessions are open")
        }
        if phase == .joining, up != .none { fail("a node with peers still looks for one") }
        if isAlone, phase != .live { fail("a node that is not live counts as alone") }
    }
}
