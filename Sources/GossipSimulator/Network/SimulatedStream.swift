internal import DequeModule
internal import GossipCore
internal import GossipWire

/// An ordered stream between two nodes and the session machines at its ends.
final class SimulatedStream {
    /// The two ends of a stream.
    enum End: Sendable {
        case initiator
        case responder
    }

    let number: UInt64
    let session: SessionID
    let purpose: SyncOrder.Purpose
    let initiatorNode: Int
    let responderNode: Int
    let initiatorRun: Int
    let responderRun: Int
    var initiator: SyncInitiator<SimulatedLog>
    var responder: SyncResponder<SimulatedLog>
    var inbox: [End: Deque<SyncFrame>] = [.initiator: [], .responder: []]
    /// When the last frame towards an end arrives: frames keep their order.
    var lastArrival: [End: UInt64] = [.initiator: 0, .responder: 0]
    var isOpen = true
    var initiatorIsDone = false

    init(
        number: UInt64,
        session: SessionID,
        purpose: SyncOrder.Purpose,
        nodes: (Int, Int),
        runs: (Int, Int),
        initiator: SyncInitiator<SimulatedLog>,
        responder: SyncResponder<SimulatedLog>
    ) {
        self.number = number
        self.session = session
        self.purpose = purpose
        (initiatorNode, responderNode) = nodes
        (initiatorRun, responderRun) = runs
        self.initiator = initiator
        self.responder = responder
    }

    func node(_ end: End) -> Int { end == .initiator ? initiatorNode : responderNode }

    /// The session number under which an end hands messages in.
    func session(_ end: End) -> SessionID { Self.session(number, end) }

    /// That number, for a stream that is not admitted yet.
    static func session(_ number: UInt64, _ end: End) -> SessionID {
        SessionID(number << 1 | (end == .initiator ? 0 : 1) | 1 << 62)
    }
}
