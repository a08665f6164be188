import GossipCore
import GossipNode
import GossipText
import GossipWire

/// Whom the node knows.
extension ControlRoutes {
    func peers() async throws(Problem) -> JSONObject {
        let peers = try await ask { () async throws(NodeError) in try await node.peers }
        let now = WallClock.system.now
        var object = JSONObject()
        object.add("peers", peers.map { Self.object($0, now: now) })
        return object
    }

    /// A peer under the names that `gossip-log peers` has for its facts.
    private static func object(_ peer: PeerObservation, now: UInt64) -> JSONObject {
        var object = JSONObject()
        object.add("state", peer.status.rawValue)
        object.add("peer", peer.address.description)
        if let node = peer.node { object.add("node", node.hex) }
        if let name = DisplayName.shown(peer.name) { object.add("name", name) }
        object.add("source", peer.isConfigured ? "configured" : "discovered")
        if peer.lastSeen > 0 { object.add("last_seen", TimeFormat.machine(peer.lastSeen)) }
        if peer.roundTripMicroseconds > 0 {
            object.add("round_trip_us", peer.roundTripMicroseconds)
        }
        object.add("failures", peer.failures)
        if let cursor = peer.cursor {
            object.add("cursor_incarnation", cursor.incarnation.hex)
            object.add("cursor_arrival", cursor.arrival)
        }
        PeerStrikes(peer.strikes, now: now)?.add(to: &object)
        return object
    }
}
