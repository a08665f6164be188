internal import GossipCore
internal import GossipWire

/// One node of a simulation: its durable log and, while it runs, its core.
final class SimulatedNode {
    let number: Int
    let address: PeerAddress
    let identity: Identity
    let log: SimulatedLog
    /// Counts the starts, so that events of an earlier run are recognised.
    var run = 0
    /// The running core, the very one that real nodes run; `nil` while the node is down.
    var core: Core?
    /// How far the node's wall clock is off, in milliseconds.
    var clockOffset: Int64 = 0
    var tickScheduled = UInt64.max

    var toVerify: [Ingest] = []
    var toCommit: [Ingest] = []
    var toPublish: [Draft] = []
    var isCommitting = false

    init(number: Int, identity: Identity, incarnation: LogIncarnation) {
        self.number = number
        self.identity = identity
        address = PeerAddress(ipv4: 0x0a00_0001 + UInt32(number), port: 5_000)
        log = SimulatedLog(incarnation: incarnation)
    }

    var isRunning: Bool { core != nil }

    /// Keeps the noncopyable core behind a reference, so that it can be absent.
    final class Core {
        var core: NodeCore
        init(_ core: consuming NodeCore) { self.core = core }
    }

    /// Forgets everything that is not durable.
    func crash() {
        core = nil
        toVerify = []
        toCommit = []
        toPublish = []
        isCommitting = false
        tickScheduled = .max
        run += 1
    }
}
