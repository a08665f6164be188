internal import GossipWire

extension Membership {
    /// Adds the sizes of everything in the machine that can grow.
    func add(to load: inout NodeLoad) {
        load.peers = linkCount
        // Those that the user named are as many as the user named.
        load.knownPeers = links.reduce(addresses.count) { $0 + ($1?.isConfigured == false ? 1 : 0) }
    }

    /// Checks the invariants of the machine between two inputs.
    func assertInvariants(_ fail: (String) -> Void) {
        for slot in links.indices {
            guard let link = links[slot] else {
                if up.contains(slot) { fail("an empty slot is up") }
                continue
            }
            if self.slot(of: link.address) != slot { fail("a link is not found by its address") }
            if self.slot(of: link.ownToken) == nil { fail("a link is not found by its token") }
            if link.isUp != up.contains(slot) { fail("a link and the set differ about who is up") }
            if link.isUp, link.theirToken == .none { fail("a peer is up that cannot be answered") }
        }
        if slotOfToken.count > 2 * linkCount { fail("tokens of no link are kept") }
        if !waiting.isEmpty, linkCount < limits.activePeersMax {
            fail("peers wait beside free slots")
        }
        if !waiting.isEmpty, trusted.configured.count < slotsKept {
            fail("configured peers wait beside strangers")
        }
        let count = links.reduce(0) { $0 + ($1 == nil ? 0 : 1) }
        if count != linkCount { fail("\(count) links, \(linkCount) of them by address") }
        if linkCount + addresses.count > max(limits.knownPeersMax, linkCount) {
            fail("more addresses are known than allowed")
        }
    }
}
