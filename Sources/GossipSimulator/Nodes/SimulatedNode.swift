internal import GossipCore
internal import GossipWire

/// An honest node of a simulation: its disk and, while it runs, its core and the queues around it.
final class SimulatedNode {
    let number: Int
    var address: PeerAddress
    let author: SimulatedAuthor

    // MARK: The disk

    var log: SimulatedLog
    /// The keys of its network, beside the log; `nil` before the first run, and in a network without members.
    var keys: NetworkKeys?
    /// The record beside the key, `nil` before the first run.
    var ownRecord: OwnRecord?
    /// True when the record was written in doubt, and nothing was published since.
    var isRecordDoubtful = false
    /// A copy of the log and of the record, of some earlier time.
    var backup: (log: SimulatedLog, record: OwnRecord?)?
    /// The bounds of the log at the last check.
    var boundsSeen = Scope.everything
    var isDiskFull = false
    /// The authors that the node has ever blocked.
    var blocked: Set<AuthorKey> = []

    // MARK: A run

    /// The number of runs ended, by which events of an earlier run are recognised.
    var run = 0
    /// The core, the very one of real nodes; `nil` while the node is down.
    var core: Core?
    /// The error of the node's wall clock, in milliseconds.
    var clockOffset: Int64 = 0
    /// The time of the next tick.
    var tickScheduled = UInt64.max
    /// The schedule of pruning, the very one of real nodes.
    var pruning: PruningSchedule?
    /// The time of the next look at that schedule.
    var pruneScheduled = UInt64.max
    /// Steps of pruning not yet reported to the core.
    var unreportedSteps = 0
    var toVerify: [Bundle] = []
    var toCommit: [Ingest] = []
    var toPublish: [Draft] = []
    /// The transaction on its way to the disk.
    var committing: Transaction?
    /// The sessions of the node that have no stream yet.
    var waitingOrders: [SyncOrder] = []
    /// The streams of the sessions opened by the node, by session.
    var opened: [UInt64: UInt64] = [:]
    /// The head of its chain that the log may have lost.
    var ownFloor: OwnHead?
    /// True while publishing waits for the answers of the peers.
    var holdsPublishing = false
    /// Sessions in a row that failed, by the name of the link.
    var failedSessions: [PeerAddress: Int] = [:]
    /// The record of this run on the wire.
    var ledger = Ledger()
    /// True when the whole folder was restored while others lacked its newest messages.
    ///
    /// The numbers used since the backup are then unknown to all.
    var mayFork = false
    /// The ends of the mutes of liars that it has told of.
    var mutes: [AuthorKey: UInt64] = [:]
    /// The messages delivered to the application from this log.
    var delivered: Set<MessageID> = []
    var cost = NodeCost()

    init(number: Int, author: SimulatedAuthor, log: SimulatedLog) {
        self.number = number
        self.author = author
        address = PeerAddress(ipv4: 0x0a00_0001 + UInt32(number), port: 5_000)
        self.log = log
    }

    var isRunning: Bool { core != nil }

    /// True when everything given to the node has come to an outcome.
    var isIdle: Bool {
        toVerify.isEmpty && toCommit.isEmpty && toPublish.isEmpty && committing == nil
            && unreportedSteps == 0
    }

    /// A transaction on its way to the disk: all of its messages survive a crash, or none.
    struct Transaction {
        var ingests: [Ingest]
        var own: [Message]
        /// The drafts of the own messages.
        var drafts: [Draft]
        /// The bounds of the log at their signing.
        var scope: Scope
        var fails: Bool
    }

    /// A reference to the noncopyable core, so that it can be absent.
    final class Core {
        var sealed: SealedCore
        init(_ sealed: consuming SealedCore) { self.sealed = sealed }
    }

    /// Ends the wait of a session for its stream; false when it did not wait.
    func endWait(_ session: SessionID) -> Bool {
        guard let index = waitingOrders.firstIndex(where: { $0.session == session }) else {
            return false
        }
        waitingOrders.remove(at: index)
        return true
    }

    /// Forgets everything that is not durable.
    func stop() {
        if let core { cost.add(core.sealed.node.counters) }
        core = nil
        toVerify = []
        toCommit = []
        toPublish = []
        committing = nil
        tickScheduled = .max
        pruning = nil
        pruneScheduled = .max
        unreportedSteps = 0
        opened = [:]
        waitingOrders = []
        failedSessions = [:]
        ledger = Ledger()
        holdsPublishing = false
        run += 1
    }
}
