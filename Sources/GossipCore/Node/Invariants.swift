public import GossipWire

/// The invariants of a core between two inputs, in each machine and between the machines.
public enum Invariants {
    /// Checks them all; costs a look at each peer.
    ///
    /// - Parameters:
    ///   - core: The core, between two inputs.
    ///   - fail: Takes each violation, in words.
    public static func check(_ core: borrowing NodeCore, _ fail: (String) -> Void) {
        core.membership.assertInvariants(fail)
        core.relay.assertInvariants(fail)
        core.repair.assertInvariants(fail)
        core.catchUp.assertInvariants(fail)
        let up = core.membership.up
        if core.relay.up != up || core.repair.up != up || core.catchUp.up != up {
            fail("the machines differ about who is up")
        }
        if core.relay.isLive != (core.phase == .live) { fail("the relay differs about the phase") }
        for slot in core.membership.links.indices
        where core.membership.links[slot]?.address != core.catchUp.standings[slot]?.address {
            fail("slot \(slot) is of two peers")
        }
        if core.kept.digest.count > UInt64(Int.max) { fail("the log holds fewer than no messages") }
    }

    /// Checks those of a core and of its channels.
    package static func check(_ sealed: borrowing SealedCore, _ fail: (String) -> Void) {
        check(sealed.node, fail)
        sealed.channels.assertInvariants(fail)
    }

    /// Checks the choice of the peer of a session that a core has just opened.
    ///
    /// - Parameters:
    ///   - peer: The peer of the session.
    ///   - core: The core after the input that opened it.
    ///   - now: The monotonic clock of that input.
    ///   - fail: Takes the violation, in words.
    public static func checkChoice(
        of peer: PeerAddress,
        by core: borrowing NodeCore,
        at now: UInt64,
        _ fail: (String) -> Void
    ) {
        core.catchUp.assertChoice(of: peer, at: now, fail)
    }

    /// Checks that announced ids are hashed by all of their bytes, so that no two have one hash.
    ///
    /// It costs a hash of each id that is wanted.
    public static func checkHashes(_ core: borrowing NodeCore, _ fail: (String) -> Void) {
        if core.repair.wanted.hasEqualHashes { fail("different ids have one hash") }
    }
}
