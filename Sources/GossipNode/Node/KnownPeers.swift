import GossipCore
import GossipStore
import GossipWire

/// The peers of earlier runs, as the log remembers them, the last good ones first.
struct KnownPeers {
    /// Those that the socket can reach, in the order to contact them.
    let inOrder: [(address: PeerAddress, cursor: GossipCore.PeerCursor?)]
    /// How far each one's log is known to be in ours.
    let cursors: [PeerAddress: GossipCore.PeerCursor]

    init(_ records: [PeerRecord], reachability: Reachability) {
        var inOrder: [(address: PeerAddress, cursor: GossipCore.PeerCursor?)] = []
        var cursors: [PeerAddress: GossipCore.PeerCursor] = [:]
        for record in records {
            guard let address = PeerAddress(record.identity.address),
                reachability.contains(address)
            else { continue }
            let cursor = record.cursor.flatMap { cursor in
                LogIncarnation(bytes: cursor.incarnation).map {
                    GossipCore.PeerCursor(
                        incarnation: $0,
                        arrival: UInt64(clamping: cursor.arrival)
                    )
                }
            }
            inOrder.append((address, cursor))
            cursors[address] = cursors[address] ?? cursor
        }
        self.inOrder = inOrder
        self.cursors = cursors
    }
}
