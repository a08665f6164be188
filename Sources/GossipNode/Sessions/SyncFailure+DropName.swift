import GossipCore
import GossipWire

extension SyncFailure {
    /// The reason under which the session counts as dropped; `nil` where nobody did anything wrong.
    var dropName: String? {
        switch self {
        case .malformed: "stream-malformed"
        case .outOfTurn: "stream-out-of-turn"
        case .reconciliation: "stream-reconciliation"
        case .forged: "stream-forged"
        case .contradiction: "stream-contradiction"
        case .noProof: "stream-no-proof"
        case .timedOut: "stream-timed-out"
        case .refused(.busy): "stream-busy"
        case .refused(.unknownPeer), .refused(.notAllowed): "stream-not-a-peer"
        case .channel(.otherNetwork): "stream-other-network"
        case .channel(.changed): "stream-changed"
        case .channel(.otherNode): "stream-other-node"
        case .channel(.refused), .channel(.refusedBy): "stream-not-a-member"
        case .channel(.unanswered), .refused(.stopping), .refused(.crossing), .refused(.unreadable),
            .disconnected, .log:
            nil
        }
    }
}
