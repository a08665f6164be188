import GossipStore
import GossipText
import GossipWire

/// The node's memory of its peers, for people and for machines.
enum PeerReport {
    /// A table for people, the last good ones first; while the node runs, a peer that is up is seen now.
    static func table(
        _ peers: [PeerRecord],
        _ strikes: [AuthorKey: StrikeRecord],
        isRunning: Bool,
        isWide: Bool,
        clock: WallClock
    ) -> ColumnTable {
        let rows = peers.map { peer in
            PeerRow(
                status: peer.status,
                address: peer.identity.address,
                key: peer.identity.node?.hex,
                name: peer.name,
                roundTripMicroseconds: peer.roundTripMicroseconds,
                lastSeenMilliseconds: peer.lastSeenMilliseconds,
                failures: peer.failures,
                cursor: peer.cursor?.arrival,
                strikes: Self.strikes(of: peer, strikes, clock)
            )
        }
        return PeerRow.table(rows, isRunning: isRunning, isWide: isWide, now: clock.now)
    }

    /// An object for machines.
    static func object(
        _ peer: PeerRecord,
        _ strikes: [AuthorKey: StrikeRecord],
        clock: WallClock
    ) -> JSONObject {
        var object = JSONObject()
        object.add("event", "peer")
        object.add("state", peer.status.rawValue)
        object.add("peer", peer.identity.address)
        if let node = peer.identity.node { object.add("node", node.hex) }
        if let name = DisplayName.shown(peer.name) { object.add("name", name) }
        object.add("source", peer.source.rawValue)
        if let time = peer.firstSeenMilliseconds {
            object.add("first_seen", TimeFormat.machine(time))
        }
        if let time = peer.lastSeenMilliseconds {
            object.add("last_seen", TimeFormat.machine(time))
        }
        if let roundTrip = peer.roundTripMicroseconds { object.add("round_trip_us", roundTrip) }
        object.add("failures", peer.failures)
        if let cursor = peer.cursor {
            object.add("cursor_incarnation", cursor.incarnation.hex)
            object.add("cursor_arrival", cursor.arrival)
        }
        Self.strikes(of: peer, strikes, clock)?.add(to: &object)
        return object
    }

    /// The strikes of the node that was last met at the peer's address.
    private static func strikes(
        of peer: PeerRecord,
        _ strikes: [AuthorKey: StrikeRecord],
        _ clock: WallClock
    ) -> PeerStrikes? {
        PeerStrikes(peer.identity.node.flatMap { strikes[$0] }, now: clock.now)
    }
}
