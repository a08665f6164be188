/// How far a node is, as it tells its peers.
public enum NodePhase: UInt8, Sendable {
    /// Looks for a peer.
    case joining = 0
    /// Has a peer and asks it for what is missing; relays nothing.
    case catchingUp = 1
    /// Proved equal to a peer, or alone; relays.
    case live = 2

    /// The name in events.
    public var name: String {
        switch self {
        case .joining: "joining"
        case .catchingUp: "catching-up"
        case .live: "live"
        }
    }
}
