internal import DequeModule
internal import GossipCore
internal import GossipWire

/// An ordered stream between two nodes and the session machines at its ends.
///
/// Arrays of two hold the state of the ends, the initiator's first. The end of a liar has no machine.
final class SimulatedStream {
    /// The two ends of a stream.
    enum End: Int, Sendable {
        case initiator = 0
        case responder = 1

        var other: End { self == .initiator ? .responder : .initiator }
    }

    let number: UInt64
    let session: SessionID
    let purpose: SyncOrder.Purpose
    let nodes: [Int]
    /// The name of the peer at each end.
    var names: [PeerAddress] = []
    /// Each node's run at the opening of the stream.
    let runs: [Int]
    /// The session at each end, `nil` at that of a liar.
    var sessions: [SyncSession<SimulatedSessionLog>?] = [nil, nil]
    /// The exchange of records that goes before, `nil` at an end where there is none.
    var exchanges: [RecordExchange?] = [nil, nil]
    /// Frames arrived and not yet taken by a session.
    var inbox: [Deque<SyncFrame>] = [[], []]
    /// Frames held back by the network while the nodes are cut from each other.
    var held: [Deque<SyncFrame>] = [[], []]
    /// The number of frames on their way to each end; at the greatest, the stream is not writable.
    var inFlight = [0, 0]
    /// The arrival time of the last frame towards each end: frames keep their order.
    var lastArrival: [UInt64] = [0, 0]
    var deadlines: [SessionDeadlines]
    var isOpen = [true, true]
    /// True for an end that knows of the close of the other.
    var isClosedByPeer = [false, false]
    /// True when the stream is cut: nothing gets through.
    var isBroken = false
    /// The logs of an honest pair at the opening: one may be replaced before the end of the session.
    var logs: [SimulatedLog] = []
    /// The bounds agreed in the greetings: the intersection of both.
    var agreed = Scope.everything
    /// The last arrival numbers in the snapshots of the last round.
    var ownSnapshot: UInt64 = 0
    var peerSnapshot: UInt64 = 0

    static let inFlightMax = 8

    init(
        number: UInt64,
        session: SessionID,
        purpose: SyncOrder.Purpose,
        nodes: [Int],
        runs: [Int],
        at now: UInt64
    ) {
        self.number = number
        self.session = session
        self.purpose = purpose
        self.nodes = nodes
        self.runs = runs
        // The greeting is the first frame of an end; a refused peer has no stream.
        deadlines = [SessionDeadlines(isGreeted: true, at: now)]
        deadlines.append(deadlines[0])
    }

    func node(_ end: End) -> Int { nodes[end.rawValue] }

    func isWritable(_ end: End) -> Bool { inFlight[end.other.rawValue] < Self.inFlightMax }

    /// The id under which the session of an end hands messages in.
    func session(_ end: End) -> SessionID {
        end == .initiator ? session : SessionID(incoming: number)
    }

    /// Records the progress of an end's session.
    func noteProgress(_ end: End, at now: UInt64) {
        guard let progress = sessions[end.rawValue]?.progress else { return }
        deadlines[end.rawValue].progressed(progress, at: now)
    }
}
