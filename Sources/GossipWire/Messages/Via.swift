/// The way by which a message came into the log.
public enum Via: Int, Sendable, CaseIterable {
    /// Published by this node.
    case own = 0
    /// Received live in a datagram.
    case relay = 1
    /// Received while reconciling with a peer.
    case catchUp = 2
    /// Fetched over a stream after an announcement, because it is too large for a datagram.
    case fetch = 3
    /// Read from a file that a person brought.
    case imported = 4

    /// The name in events and listings.
    public var name: String {
        switch self {
        case .own: "own"
        case .relay: "relay"
        case .catchUp: "catch-up"
        case .fetch: "fetch"
        case .imported: "import"
        }
    }
}
