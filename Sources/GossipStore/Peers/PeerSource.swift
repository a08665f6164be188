/// Where an address came from.
public enum PeerSource: Int, Sendable {
    /// The operator named it.
    case given = 0
    /// Another peer told of it, or it called.
    case discovered = 1
}
