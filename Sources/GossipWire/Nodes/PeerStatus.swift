/// The answering of a peer; the raw value is its name in JSON and in the log.
public enum PeerStatus: String, Sendable {
    /// It was never heard.
    case unknown
    /// It answers.
    case up
    /// It has been silent for a few probes.
    case suspect
    /// It is silent; it is greeted again with growing waits.
    case down
}
