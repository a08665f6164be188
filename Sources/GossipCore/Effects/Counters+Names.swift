extension Counters.Drop {
    /// The reason as a stable word for logs and metrics.
    public var name: String {
        switch self {
        case .malformedDatagram: "malformed-datagram"
        case .unknownDatagram: "unknown-datagram"
        case .wrongToken: "wrong-token"
        case .notAPeer: "not-a-peer"
        case .greetingRate: "greeting-rate"
        case .staleGoodbye: "stale-goodbye"
        case .identityRate: "identity-rate"
        case .ownGreeting: "own-greeting"
        case .malformedMessage: "malformed-message"
        case .futureMessage: "future-message"
        case .duplicate: "duplicate"
        case .storedDuplicate: "stored-duplicate"
        case .forged: "forged"
        case .convicted: "convicted"
        case .inFlightFull: "in-flight-full"
        case .intakeRate: "intake-rate"
        case .commitFailed: "commit-failed"
        case .wantedFull: "wanted-full"
        case .wantedGivenUp: "wanted-given-up"
        case .announcementsFull: "announcements-full"
        case .lookUpsFull: "look-ups-full"
        case .addressRefused: "address-refused"
        case .peerNotUp: "peer-not-up"
        case .noToken: "no-token"
        case .muted: "muted"
        case .waitedForLostPeer: "waited-for-lost-peer"
        case .announcedToLostPeer: "announced-to-lost-peer"
        case .heldBackFull: "held-back-full"
        case .pruned: "pruned"
        case .dialRequestRate: "dial-request-rate"
        }
    }
}
