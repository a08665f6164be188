import GossipStore
import GossipText

/// How a peer was when the node last noted it.
enum PeerState: String {
    /// It answered.
    case up
    /// It answered once, and did not the last time it was tried.
    case down
    /// It never answered.
    case unknown

    init(_ peer: PeerRecord) {
        if peer.lastSeenMilliseconds == nil {
            self = .unknown
        } else {
            self = peer.failures == 0 && peer.score > 0 ? .up : .down
        }
    }

    var tint: Style.Tint {
        switch self {
        case .up: .green
        case .down: .yellow
        case .unknown: .dim
        }
    }
}
