import GossipWire

/// What can be said of who wrote a message.
enum SignatureState: Equatable {
    /// Its signature verifies.
    case valid
    /// Its own signature does not verify, but an authentic later message of its author names it.
    case namedBy(MessageID)
    case invalid

    /// The word in JSON.
    var name: String {
        switch self {
        case .valid: "valid"
        case .namedBy: "valid-by-successor"
        case .invalid: "invalid"
        }
    }
}
