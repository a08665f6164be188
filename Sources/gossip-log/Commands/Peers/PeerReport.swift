import GossipStore
import GossipText
import GossipWire

/// The node's memory of its peers, for people and for machines.
enum PeerReport {
    /// A table for people, the last good ones first; while the node runs, a peer that is up is seen now.
    static func table(
        _ peers: [PeerRecord],
        isRunning: Bool,
        isWide: Bool,
        clock: WallClock
    ) -> ColumnTable {
        var table = ColumnTable([
            .text("STATE"), .text("ADDRESS"), .text("NAME", isFlexible: true, leaving: 6),
            .text("KEY", leaving: 3), .number("RTT", leaving: 4), .text("SEEN", leaving: 5),
            .number("FAILS", leaving: 2), .number("CURSOR", leaving: 1),
        ])
        for peer in peers {
            table.add([
                .init(peer.status.rawValue, peer.status.tint),
                .init(SafeText.text(peer.identity.address)),
                .init(DisplayName.shown(peer.name) ?? "-"),
                .init(peer.identity.node.map { isWide ? $0.hex : String($0.hex.prefix(8)) } ?? "-"),
                .init(peer.roundTripMicroseconds.map(Self.roundTrip) ?? "-"),
                .init(seen(peer, isRunning: isRunning, clock)),
                .init(Quantity.count(peer.failures)),
                .init(peer.cursor.map { Quantity.count($0.arrival) } ?? "-"),
            ])
        }
        return table
    }

    private static func seen(_ peer: PeerRecord, isRunning: Bool, _ clock: WallClock) -> String {
        if isRunning, peer.status == .up { return "now" }
        return peer.lastSeenMilliseconds.map { TimeFormat.ago($0, now: clock.now) } ?? "never"
    }

    private static func roundTrip(_ microseconds: UInt64) -> String {
        microseconds < 1000
            ? "\(microseconds) µs"
            : "\(microseconds / 1000).\(microseconds % 1000 / 100) ms"
    }

    /// An object for machines.
    static func object(_ peer: PeerRecord) -> JSONObject {
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
        return object
    }
}

extension PeerStatus {
    /// The color of the state in a table.
    var tint: Style.Tint {
        switch self {
        case .up: .green
        case .suspect, .down: .yellow
        case .unknown: .dim
        }
    }
}
