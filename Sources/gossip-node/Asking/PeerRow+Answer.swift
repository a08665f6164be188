import GossipText
import GossipWire

extension PeerRow {
    /// Reads a peer of a node's answer.
    init(_ peer: JSONTree, now: UInt64) {
        let times = TimeExpression(now: now, zone: .utc)
        self.init(
            status: peer["state"]?.text.flatMap(PeerStatus.init) ?? .unknown,
            address: peer["peer"]?.text ?? "",
            key: peer["node"]?.text,
            name: peer["name"]?.text,
            roundTripMicroseconds: peer["round_trip_us"]?.number.map { UInt64(clamping: $0) },
            lastSeenMilliseconds: peer["last_seen"]?.text.flatMap { times.milliseconds($0) },
            failures: peer["failures"]?.number ?? 0,
            cursor: peer["cursor_arrival"]?.number.map { UInt64(clamping: $0) },
            strikes: PeerStrikes(peer, now: now)
        )
    }
}
