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
    /// It refuses this node.
    case refusing = "refuses this node"
    /// It has no room for another channel.
    case full = "has no room"
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
