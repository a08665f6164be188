import GossipCore
import GossipWire

/// The network key to dial each peer with: the newest, or the one that served last.
///
/// A peer that was off for a rotation has older keys alone, and answers nothing else. So after a handshake
/// that failed the next one is tried, and after the oldest the newest again.
struct DialKeys {
    /// Peers with failures at once; the core has fewer in contact.
    private static let peersMax = 256

    private var failures: [PeerAddress: Int] = [:]

    /// The key for the next stream to a peer, of those of the network.
    func key(for peer: PeerAddress, of keys: NetworkKeys) -> NetworkKey {
        keys.all[failures[peer, default: 0] % keys.count]
    }

    /// Notes the end of a stream that this node has dialled.
    mutating func ended(_ end: SyncResult.End, with peer: PeerAddress) {
        guard [.failed(.channel(.unanswered)), .failed(.channel(.otherNetwork))].contains(end)
        else { return }
        if failures.count >= Self.peersMax, failures[peer] == nil { failures.removeAll() }
        failures[peer, default: 0] += 1
    }
}
