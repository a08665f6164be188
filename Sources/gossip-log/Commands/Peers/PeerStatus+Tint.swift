import GossipText
import GossipWire

extension PeerStatus {
    /// The color of the state in a table.
    var tint: Style.Tint {
        switch self {
        case .up: .green
        case .suspect, .down: .yellow
        case .unknown: .dim
        }
    }
}
