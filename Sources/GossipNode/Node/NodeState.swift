public import GossipCore
import GossipText
public import GossipWire

/// The phase of a node and what stands behind it.
public struct NodeState: Equatable, Sendable {
    /// Absent peers that a state names; of others it has the number.
    public static let absentCountMax = 3

    /// The phase of the node.
    public let phase: NodePhase
    /// The numbers of its peers: known, reached and proved equal.
    public let peers: PeerTally
    /// Some of the peers that do not answer, at most ``absentCountMax``.
    public let absent: [AbsentPeer]
    /// The number of messages in the log.
    public let messageCount: Int

    /// Makes a state.
    public init(
        _ phase: NodePhase,
        peers: PeerTally,
        absent: [AbsentPeer] = [],
        messageCount: Int = 0
    ) {
        self.phase = phase
        self.peers = peers
        self.absent = absent
        self.messageCount = messageCount
    }

    /// True when equality with a peer is proved and holds: the node is up to date.
    public var isProved: Bool { phase == .live && peers.equal > 0 }

    /// The reason for the phase, for people, without a full stop.
    public var reason: String {
        switch phase {
        case .joining where peers.known == 0: "no peer is known yet"
        case .joining: "asking \(Self.count(peers.known))"
        case .catchingUp: "asking \(Self.count(peers.reached)) for what was missed"
        case .live where peers.equal == 0: "not compared with \(Self.count(peers.reached)) yet"
        case .live:
            "equal with \(Quantity.count(peers.equal)) of \(Self.count(peers.reached))"
                + Quantity.exception(authors: peers.excluded, guests: peers.excludesGuests)
        case .alone where peers.known == 0: "no peer is known"
        case .alone: "none of \(Self.count(peers.known)) answers\(absences)"
        }
    }

    /// The state in one sentence, for people, without a full stop; the same wherever it is told.
    ///
    /// - Parameters:
    ///   - pace: The catch-up that needs most, where it is known.
    ///   - peer: The peer with which it is, by its name or address.
    /// - Returns: The sentence, as `alone: no peer is known` or `equal with 2 of 3 peers`.
    package func why(_ pace: CatchUpPace? = nil, with peer: String = "") -> String {
        switch phase {
        case .live: return peers.equal > 0 ? reason : "live; \(reason)"
        case .joining, .alone: return "\(phase.rawValue): \(reason)"
        case .catchingUp:
            let parts = pace.map { ["\($0.counts) from \(peer)", $0.rate, $0.timeLeft] }
            let way = parts?.compactMap(\.self).joined(separator: ", ")
            return "catching up: \(way ?? reason)"
        }
    }

    /// The state and the messages of the log, for people, without a full stop.
    public var text: String {
        phase == .live ? "live, \(reason), \(Quantity.messages(messageCount))" : why()
    }

    /// True when another state differs in nothing that is worth a line: messages come all the time.
    func isSame(as other: NodeState) -> Bool {
        // A separate line tells of a mute.
        var peers = peers
        peers.muted = other.peers.muted
        return phase == other.phase && peers == other.peers
            && (phase != .alone || absent == other.absent)
    }

    /// ` (127.0.0.1:6998: refused, 127.0.0.1:6999: no answer and 4 more)`.
    private var absences: String {
        guard !absent.isEmpty else { return "" }
        let named = absent.prefix(Self.absentCountMax).map {
            "\($0.address): \($0.absence.rawValue)"
        }
        let rest = peers.known - named.count
        return " (" + named.joined(separator: ", ")
            + (rest > 0 ? " and \(Quantity.count(rest)) more)" : ")")
    }

    private static func count(_ peers: Int) -> String { Quantity.count(peers, "peer", "peers") }
}
