public import GossipCore
public import GossipWire

/// The phase of a node and what stands behind it.
public struct NodeState: Equatable, Sendable {
    /// The phase of the node.
    public let phase: NodePhase
    /// The numbers of its peers: known, reached and proved equal.
    public let peers: PeerTally

    /// Makes a state.
    public init(_ phase: NodePhase, peers: PeerTally) {
        self.phase = phase
        self.peers = peers
    }

    /// The reason for the phase, for people, without a full stop.
    public var reason: String {
        switch phase {
        case .joining where peers.known == 0: "no peer is known yet"
        case .joining: "waits for an answer of \(Self.count(peers.known))"
        case .catchingUp: "asks \(Self.count(peers.reached)) for what was missed"
        case .live: "equal with \(peers.equal) of \(Self.count(peers.reached))"
        case .alone where peers.known == 0: "no peer is known"
        case .alone: "none of \(Self.count(peers.known)) answers"
        }
    }

    private static func count(_ peers: Int) -> String { peers == 1 ? "1 peer" : "\(peers) peers" }
}
