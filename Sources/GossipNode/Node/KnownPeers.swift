import GossipCore
import GossipStore
import GossipWire

/// The peers of earlier runs that have answered in one, as the log remembers them, the last good ones first.
///
/// An address that never has may be a slip: it is contacted again when it is given again.
struct KnownPeers {
    /// Those that the socket can reach, in the order to contact them.
    let inOrder: [(address: PeerAddress, cursor: PeerCursor?)]
    /// The cursor in each peer's log.
    let cursors: [PeerAddress: PeerCursor]

    init(_ records: [PeerRecord], reachability: Reachability) {
        var inOrder: [(address: PeerAddress, cursor: PeerCursor?)] = []
        var cursors: [PeerAddress: PeerCursor] = [:]
        for record in records {
            guard record.lastSeenMilliseconds != nil,
                let address = PeerAddress(record.identity.address),
                reachability.contains(address)
            else { continue }
            inOrder.append((address, record.cursor))
            cursors[address] = cursors[address] ?? record.cursor
        }
        self.inOrder = inOrder
        self.cursors = cursors
    }
}
