internal import GossipWire

extension CatchUp {
    /// Checks the invariants of the machine between two inputs.
    func assertInvariants(_ fail: (String) -> Void) {
        for slot in up where standings[slot] == nil { fail("an empty slot is up") }
        if sessions.count > 2 * limits.sessionsMax + limits.fetchesMax {
            fail("\(sessions.count) sessions are open")
        }
        if phase == .alone || phase == .joining, up != .none {
            fail("a node with peers counts as alone")
        }
        if phase == .live, up == .none { fail("a node without peers counts as live") }
    }
}
