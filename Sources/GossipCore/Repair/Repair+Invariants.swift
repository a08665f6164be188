extension Repair {
    /// Checks the invariants of the machine between two inputs.
    func assertInvariants(_ fail: (String) -> Void) {
        if !wanted.isConsistent { fail("the counts of wanted messages do not add up") }
        if !postponed.isConsistent { fail("the counts of postponed messages do not add up") }
        if openFetches < 0 || openFetches > limits.fetchesMax {
            fail("\(openFetches) fetches are open")
        }
        for slot in paces.indices where paces[slot].lookUps > 0 && !up.contains(slot) {
            fail("messages are looked up for a lost peer")
        }
    }

    /// Adds the sizes of everything in the machine that can grow.
    func add(to load: inout NodeLoad) {
        load.wanted = wanted.count
        load.wantedQueued = wanted.queuedCount
        load.largeWanted = large.count
        load.postponed = postponed.count
        load.lookUps = paces.reduce(0) { max($0, $1.lookUps) }
    }
}
