/// The stage of a node between its start and relaying; the raw value is its name in JSON.
public enum NodePhase: String, Sendable {
    /// Looks for a peer.
    case joining
    /// Has a peer and asks it for messages it missed; relays nothing.
    case catchingUp = "catching-up"
    /// Proved equal to a peer; relays.
    case live
    /// Has nobody to ask: no peer is known, or none answers.
    case alone

    /// The byte by which a probe carries it.
    var code: UInt8 {
        switch self {
        case .joining: 0
        case .catchingUp: 1
        case .live: 2
        case .alone: 3
        }
    }

    /// Reads the byte of a probe.
    init?(code: UInt8) {
        switch code {
        case 0: self = .joining
        case 1: self = .catchingUp
        case 2: self = .live
        case 3: self = .alone
        default: return nil
        }
    }
}
