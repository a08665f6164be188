import GossipCore
import GossipWire

/// The sessions that fail with a peer again and again.
///
/// A trouble is told at its beginning, at its end, and with each new reason.
struct SessionTroubles {
    /// The news of a trouble.
    enum News: Equatable {
        /// Sessions fail, so many in a row by now, for another reason than last told.
        case failing(SyncFailure, times: Int)
        /// A session has succeeded again.
        case over
    }

    /// The failures in a row that make a trouble; one or two happen to every network.
    private static let failuresMin = 3
    /// Peers in trouble at once; the core has fewer in contact.
    private static let peersMax = 256

    private struct Trouble {
        var failures = 0
        var told: SyncFailure?
    }

    private var troubles: [PeerAddress: Trouble] = [:]

    /// Takes in the end of a session that this node initiated, and returns what is news.
    mutating func ended(_ end: SyncResult.End, with peer: PeerAddress) -> News? {
        guard case .failed(let failure) = end else {
            return troubles.removeValue(forKey: peer)?.told == nil ? nil : .over
        }
        // No trouble: the peer's session does the same, or its start and stop cut this one short.
        guard failure != .refused(.crossing), failure != .refused(.stopping) else { return nil }
        if troubles.count >= Self.peersMax, troubles[peer] == nil { troubles.removeAll() }
        var trouble = troubles[peer] ?? Trouble()
        trouble.failures += 1
        defer { troubles[peer] = trouble }
        guard trouble.failures >= Self.failuresMin, trouble.told != failure else { return nil }
        trouble.told = failure
        return .failing(failure, times: trouble.failures)
    }
}
