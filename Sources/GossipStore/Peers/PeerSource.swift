/// The origin of a peer's address; the raw value is its name in JSON.
public enum PeerSource: String, Sendable {
    /// The operator named it.
    case configured
    /// Another peer told of it, or it called.
    case discovered

    /// The number by which a row holds it.
    var code: Int {
        switch self {
        case .configured: 0
        case .discovered: 1
        }
    }

    /// Reads the number of a row; one that this program never writes counts as discovered.
    init(code: Int) {
        self = code == 0 ? .configured : .discovered
    }
}
