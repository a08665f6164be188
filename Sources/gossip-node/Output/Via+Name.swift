import GossipWire

extension Via {
    /// The word for it in events.
    var name: String {
        switch self {
        case .own: "own"
        case .relay: "relay"
        case .catchUp: "catch-up"
        case .fetch: "fetch"
        }
    }
}
