import GossipCore
import GossipNode
import GossipWire

extension PeerChange {
    /// The change for people: `up` once a coming, `down: refused`.
    var words: String {
        switch (former, status) {
        case (.up, .up): "has another name"
        case (.suspect, .up): "answers again"
        case (_, .suspect): "is silent"
        default: status.rawValue + (absence.map { ": \($0.rawValue)" } ?? "")
        }
    }
}
