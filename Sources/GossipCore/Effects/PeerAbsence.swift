public import GossipWire

/// The reason for which a peer does not answer; the raw value is its name in JSON and for people.
public enum PeerAbsence: String, Equatable, Sendable {
    /// Greetings and probes bring nothing back.
    case noAnswer = "no answer"
    /// Its host says that no program has the port.
    case refused = "refused"
    /// This machine, or one on the way, knows no way to its host.
    case noRoute = "no route"
    /// It said goodbye.
    case left = "left"
    /// It shows the key of this node: one of both runs on a copy of the other's files.
    case sameKey = "has the key of this node"
    /// It shows no credential that is its own.
    case noCredential = "proves no key"
    /// It has no pass, and this network has members.
    case noPass = "has no pass"
    /// Its pass does not count, by the records that this node has.
    case voidPass = "has a pass that does not count"
    /// It was removed from the network.
    case removed = "was removed from the network"
    /// It refuses this node.
    case refusing = "refuses this node"
    /// It refuses this node, and has members.
    case refusingNoPass = "refuses this node, which has no pass"
    /// It refuses this node, by the records that it has.
    case refusingPass = "refuses this node, whose pass does not count there"
    /// It refuses this node for a removal.
    case refusingRemoved = "refuses this node, which was removed from the network"
    /// It has no room for another channel.
    case full = "has no room"

    /// True for a reason that a handshake has brought to light: silence afterwards tells less.
    var isOfHandshake: Bool {
        switch self {
        case .noAnswer, .refused, .noRoute, .left: false
        default: true
        }
    }
}

/// A peer that does not answer.
public struct AbsentPeer: Equatable, Sendable {
    /// The address at which it was contacted.
    public let address: PeerAddress
    /// The reason, as far as it is known.
    public let absence: PeerAbsence

    /// Makes an absent peer.
    public init(_ address: PeerAddress, _ absence: PeerAbsence) {
        self.address = address
        self.absence = absence
    }
}
