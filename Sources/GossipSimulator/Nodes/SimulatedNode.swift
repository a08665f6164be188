internal import GossipCore
internal import GossipWire

/// One node of a simulation: its disk and, while it runs, its core and what waits around it.
final class SimulatedNode {
    let number: Int
    var address: PeerAddress
    let author: SimulatedAuthor

    // MARK: The disk

    var log: SimulatedLog
    /// What lies beside the key, `nil` before the first run.
    var ownRecord: OwnRecord?
    /// A copy of the log and of what lies beside the key, made at some moment.
    var backup: (log: SimulatedLog, record: OwnRecord?)?
    /// The bounds that the log was last seen to have.
    var boundsSeen = Scope.everything
    var isDiskFull = false

    // MARK: A run

    /// Counts the starts, so that events of an earlier run are recognised.
    var run = 0
    /// The running core, the very one that real nodes run; `nil` while the node is down.
    var core: Core?
    /// How far the node's wall clock is off, in milliseconds.
    var clockOffset: Int64 = 0
    var tickScheduled = UInt64.max
    /// When the log is pruned next.
    var pruning: PruningSchedule?
    var pruneScheduled = UInt64.max
    /// Steps of pruning that the core has not heard of yet.
    var untold = 0
    var toVerify: [Ingest] = []
    var toCommit: [Ingest] = []
    var toPublish: [Draft] = []
    /// The transaction that is on its way to the disk.
    var committing: Transaction?
    /// The streams of the sessions it has opened.
    var opened: [UInt64: UInt64] = [:]
    /// The own head that the log may have lost.
    var ownFloor: OwnHead?
    /// Whether publishing waits until the peers were asked.
    var holdsPublishing = false
    /// What the wire shows of this run.
    var ledger = Ledger()
    /// Whether somebody restored its whole folder while others lacked its newest messages: nobody can
    /// know then which numbers it has used.
    var mayFork = false
    /// What the application has got from this log.
    var delivered: Set<MessageID> = []
    var cost = NodeCost()

    init(number: Int, author: SimulatedAuthor, log: SimulatedLog) {
        self.number = number
        self.author = author
        address = PeerAddress(ipv4: 0x0a00_0001 + UInt32(number), port: 5_000)
        self.log = log
    }

    var isRunning: Bool { core != nil }

    /// Whether everything it was given has come to an outcome.
    var isIdle: Bool {
        toVerify.isEmpty && toCommit.isEmpty && toPublish.isEmpty && committing == nil
            && untold == 0
    }

    /// Messages on their way to the disk in one transaction: all or none survive a crash.
    struct Transaction {
        var ingests: [Ingest]
        var own: [Message]
        /// What the own messages are made of.
        var drafts: [Draft]
        /// What the log kept when they were made.
        var scope: Scope
        var fails: Bool
    }

    /// Keeps the noncopyable core behind a reference, so that it can be absent.
    final class Core {
        var core: NodeCore
        init(_ core: consuming NodeCore) { self.core = core }
    }

    /// Forgets everything that is not durable.
    func stop() {
        if let core { cost.add(core.core.counters) }
        core = nil
        toVerify = []
        toCommit = []
        toPublish = []
        committing = nil
        tickScheduled = .max
        pruning = nil
        pruneScheduled = .max
        untold = 0
        opened = [:]
        ledger = Ledger()
        holdsPublishing = false
        run += 1
    }
}
