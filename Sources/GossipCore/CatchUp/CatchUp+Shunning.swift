internal import GossipWire

/// Peers that made sessions fail, or are muted: none is opened with them for a while.
extension CatchUp {
    /// Notes the key that the peer in a slot has proved, and the time before which it is shunned.
    mutating func identify(_ slot: Int, as node: AuthorKey, shunnedUntil: UInt64) {
        standings[slot]?.identity = node
        standings[slot]?.shunnedUntil = shunnedUntil
    }

    /// Opens no session with a peer before a time, on whichever of its links.
    mutating func shun(_ node: AuthorKey, until time: UInt64) {
        for slot in standings.indices where standings[slot]?.identity == node {
            standings[slot]?.shunnedUntil = time
        }
    }

    func isShunned(_ slot: Int, at now: UInt64) -> Bool {
        standings[slot].map { $0.shunnedUntil > now } ?? false
    }
}
