/// A breach of the protocol that its doer alone can have made: all that a peer says is sealed under its key.
enum Deed: Sendable {
    /// A forged or malformed message, malformed content, or a claim to be somebody else.
    case content
    /// A session that failed by what the peer sent.
    case session
}

extension SyncFailure {
    /// True for a failure that the peer alone can have caused.
    ///
    /// Silence, a broken stream and changed bytes may be the network's fault. A proof may fail to come because
    /// messages arrive meanwhile.
    var isDeed: Bool {
        switch self {
        case .malformed, .outOfTurn, .reconciliation, .forged, .contradiction, .channel(.otherNode):
            true
        case .disconnected, .timedOut, .refused, .noProof, .log, .channel: false
        }
    }
}
