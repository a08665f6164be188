internal import DequeModule
internal import GossipCore
internal import GossipWire

/// An ordered stream between two nodes and the session machines at its ends.
///
/// What belongs to one end is in arrays of two, the initiator's first. The end of a liar has no
/// machine.
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
    /// The runs of the nodes in which the stream was opened.
    let runs: [Int]
    /// The session at each end; none at that of a liar.
    var sessions: [SyncSession<SessionLog>?] = [nil, nil]
    var inbox: [Deque<SyncFrame>] = [[], []]
    /// Frames that the network holds back while the way is cut.
    var held: [Deque<SyncFrame>] = [[], []]
    /// Frames on their way to an end: when there are many, the stream is not writable.
    var underWay = [0, 0]
    /// When the last frame towards an end arrives: frames keep their order.
    var lastArrival: [UInt64] = [0, 0]
    var deadlines: [SessionDeadlines]
    var isOpen = [true, true]
    /// Whether an end has heard that the other has closed.
    var isClosedByPeer = [false, false]
    /// Whether the stream is cut: nothing gets through any more.
    var isBroken = false
    /// The logs that an honest pair compares, also when one of them is lost before the news of the end.
    var logs: [SimulatedLog] = []
    /// What both ends keep.
    var agreed = Scope.everything
    /// The last arrival numbers in the snapshots of the last round.
    var ownSnapshot: UInt64 = 0
    var peerSnapshot: UInt64 = 0

    static let underWayMax = 8

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
        // An end greets by its first frame; who is not let in has no stream.
        deadlines = [SessionDeadlines(isGreeted: true, at: now)]
        deadlines.append(deadlines[0])
    }

    func node(_ end: End) -> Int { nodes[end.rawValue] }

    func isWritable(_ end: End) -> Bool { underWay[end.other.rawValue] < Self.underWayMax }

    /// The session number under which an end hands messages in.
    func session(_ end: End) -> SessionID {
        end == .initiator ? session : SessionID(incoming: number)
    }

    /// Notes how much an end's session has moved by now.
    func noteProgress(_ end: End, at now: UInt64) {
        guard let progress = sessions[end.rawValue]?.progress else { return }
        deadlines[end.rawValue].progressed(progress, at: now)
    }
}
