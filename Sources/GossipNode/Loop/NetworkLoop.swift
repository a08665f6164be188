import GossipCore
import GossipStore
import GossipWire
import Logging
import NIOCore
import NIOPosix

/// The event loop's own: the protocol core and what carries out its effects.
///
/// Everything in here happens on one thread. A datagram goes through the core without a task, an
/// actor or a lock; what it brings about is carried out once a drain of the socket.
final class NetworkLoop: DatagramReceiver {
    /// The services that carry out the effects.
    struct Services: Sendable {
        let verification: VerificationPool
        let writer: WriterThread
        let readers: ReaderPool
        let blocking: NIOThreadPool
        let names: NIOThreadPool
        let feeds: FeedHub
        let events: EventHub
    }

    let eventLoop: any EventLoop
    let services: Services
    let logger: Logger
    var core: SealedCore
    private(set) var effects = Effects()
    private var spare = Effects()
    private var isPerforming = false
    private var timer: (task: Scheduled<Void>, deadline: UInt64)?
    var socket: DatagramSocket?
    var sessions: SessionHost?
    var names: NamedPeers?
    var isStopped = false
    /// Messages that the log has gained since then; the core hears no more of them.
    private var gainedLate = 0
    var toldState: NodeState?
    /// The cuts of removed members that the log was last told of.
    var keptAuthors: KeptAuthors?
    /// The file of the network's keys; nil in a network without members.
    var keyFile: NetworkKeyFile?
    /// Callbacks for the moment in which the records of the next change are stored.
    var recordCompletions: [@Sendable (NodeError?) -> Void] = []
    var toldDrops = DropCounts()
    /// Observations of peers that the writer had no room for.
    private(set) var observationsLeftOut: UInt64 = 0
    var nextDropReport = NIODeadline.now() + NetworkLoop.dropReportTimeAmount
    /// The forks that are told at once, and those that wait.
    var forks: ForkWatch
    /// The forks that the log held at the start.
    private let knownForks: KnownForks
    /// Called when the log takes no more writes.
    let onFatal: (NodeError) -> Void

    init(
        eventLoop: any EventLoop,
        core: consuming SealedCore,
        services: Services,
        logger: Logger,
        forks: (watch: ForkWatch, known: KnownForks),
        onFatal: @escaping (NodeError) -> Void
    ) {
        self.forks = forks.watch
        knownForks = forks.known
        self.eventLoop = eventLoop
        self.core = core
        self.services = services
        self.logger = logger
        self.onFatal = onFatal
    }

    static func now() -> Now {
        Now(monotonic: SystemClock.bootNanoseconds(), wall: SystemClock.wallMilliseconds())
    }

    // MARK: What happened

    func received(
        _ datagram: ByteBuffer,
        from address: SocketAddress,
        at local: SocketAddress?
    ) {
        guard !isStopped, let peer = PeerAddress(address) else { return }
        if let local = local.flatMap({ PeerAddress($0) }) {
            socket?.received(from: peer, at: local)
        }
        let now = Self.now()
        datagram.withUnsafeReadableBytes { bytes in
            core.receive(bytes, from: peer, at: now, into: &effects)
        }
    }

    func drained() {
        perform()
    }

    /// The verdicts of the verification pool.
    func verified(_ batch: [Judged]) {
        guard !isStopped else { return }
        core.take(.verified(batch), at: Self.now(), into: &effects)
        sessions?.forged(batch.filter { $0.verdict == .forged })
        perform()
    }

    /// Takes the outcomes of a transaction.
    ///
    /// The order matters: the core first, so that a message is on its way to the peers, then the
    /// application, then those who published.
    func ingested(_ batch: WriterBatch) {
        for consumer in batch.overtaken { report(consumer) }
        if batch.clockSetBack > 0 { reportClock(setBack: batch.clockSetBack) }
        if !isStopped {
            if let pruned = batch.pruned {
                if !core.node.scope.isClosedToGuests { reportGuests(pruned.scope) }
                let input = NodeInput.pruned(
                    pruned.ids,
                    keeping: pruned.scope,
                    target: pruned.target
                )
                core.take(input, at: Self.now(), into: &effects)
            }
            if !batch.convictions.isEmpty {
                let ids = batch.convictions.map(\.id)
                core.take(.convicted(ids), at: Self.now(), into: &effects)
                report(batch.convictions)
            }
            core.take(.ingested(batch.ingested), at: Self.now(), into: &effects)
            perform()
        } else {
            let lost = (batch.pruned?.ids.count ?? 0) + batch.convictions.count
            gainedLate += batch.received.count - lost
        }
        services.feeds.offer(batch.received)
        tell(forks.take(batch.forks, at: SystemClock.bootNanoseconds()))
        if !isStopped { sessions?.ingested(batch.ingested) }
        for acknowledgement in batch.acknowledgements { acknowledgement.send() }
        if let trouble = batch.trouble { report(trouble) }
    }

    /// The messages in the log, those of the last transactions too.
    var messageCount: Int { core.node.digest.count + gainedLate }

    /// The first tick: from now on the core says when the next is due.
    func begin() {
        tellState()
        tell(forks.events(of: knownForks))
        keepAuthors()
        reportGuests(core.node.scope)
        if core.node.isInDoubt { services.events.emit(.error(Self.doubtText)) }
        tick()
    }

    /// Contacts the peers anew: links, addresses or routes of this machine have changed.
    func networkChanged() {
        logger.debug("The network of this machine has changed: contacting all peers.")
        socket?.networkChanged()
        change { core, now, effects in core.take(.networkChanged, at: now, into: &effects) }
        names?.networkChanged()
    }

    /// Runs a change of the core on the loop, then carries out its effects.
    func change(_ body: (inout SealedCore, Now, inout Effects) -> Void) {
        guard !isStopped else { return }
        body(&core, Self.now(), &effects)
        perform()
    }

    /// Asks the core to admit a session that a peer initiates.
    func admit(_ session: SessionID, _ greeting: SyncGreeting) throws(SyncRefusal) -> PeerAddress {
        let result = Result { () throws(SyncRefusal) in
            try core.admit(session, greeting, at: Self.now(), into: &effects)
        }
        perform()
        return try result.get()
    }

    /// Asks the core which records of a peer are to be checked.
    func sift(
        _ records: [NetworkRecord],
        of peer: AuthorKey
    ) throws(SyncRefusal) -> [NetworkRecord] {
        try core.sift(records, of: peer, at: Self.now())
    }

    /// Says goodbye to the peers; nothing happens on this loop after it.
    func farewell() {
        guard !isStopped else { return }
        core.take(.stopping, at: Self.now(), into: &effects)
        perform()
        isStopped = true
        log(drops.all, "Dropped in this run.")
        timer?.task.cancel()
        timer = nil
    }

    // MARK: What to do

    /// Carries out everything the core has asked for, and sets the timer.
    func perform() {
        // A refusal inside brings about further effects; they are carried out by the outer call.
        guard !isPerforming else { return }
        isPerforming = true
        while !effects.list.isEmpty {
            swap(&effects, &spare)
            perform(spare)
            spare.removeAll()
        }
        isPerforming = false
        schedule()
    }

    private func perform(_ effects: borrowing Effects) {
        var verifications: [Bundle] = []
        var appends: [Ingest] = []
        var observations: [PeerObservation] = []
        send(effects)
        for effect in effects.list {
            switch effect {
            case .send: break
            case .verify(let bundle): verifications.append(bundle)
            case .append(let ingest): appends.append(ingest)
            case .lookUp(let ids, let peer): lookUp(ids, for: peer)
            case .findLacking(let ids, let peer): findLacking(ids, from: peer)
            case .openSync(let order): sessions?.open(order)
            case .cancelSync(let session): sessions?.cancel(session)
            case .dialBack(let ticket, let peer, let address):
                sessions?.dialBack(ticket, for: peer, at: address)
            case .knock(let address): sessions?.knock(at: address)
            case .remember(let observation): observations.append(observation)
            case .rememberStrikes(let record): services.writer.save(record)
            case .report(let report): self.report(report)
            case .saveRecords(let change): saveRecords(change)
            case .saveKeys(let keys): saveKeys(keys)
            case .exchangeRecords(let address): sessions?.exchangeRecords(with: address)
            }
        }
        observationsLeftOut += UInt64(services.writer.save(observations))
        refuse(services.verification.submit(live: verifications).flatMap(\.ingests)[...])
        refuse(services.writer.submit(appends)[...])
    }

    /// Sends the datagrams, and tells the core which peers the machine itself would not send to.
    private func send(_ effects: borrowing Effects) {
        guard !effects.arena.isEmpty, let socket else { return }
        effects.arena.withUnsafeBytes { arena in
            for case .send(let peer, let range) in effects.list {
                socket.send(UnsafeRawBufferPointer(rebasing: arena[range]), to: peer)
            }
        }
        let unsent = socket.takeUnsent()
        guard !unsent.isEmpty, !isStopped else { return }
        core.take(.unsent(unsent), at: Self.now(), into: &self.effects)
    }

    /// There was no room: the core takes the ids out of what it has seen, and a repeat heals it.
    private func refuse(_ ingests: ArraySlice<Ingest>) {
        guard !ingests.isEmpty else { return }
        core.take(
            .ingested(
                ingests.map { ($0, IngestOutcome.failed) }
            ),
            at: Self.now(),
            into: &effects
        )
    }

    // MARK: Time

    private func schedule() {
        guard !isStopped else { return }
        let deadline = core.nextDeadline
        if let timer, timer.deadline <= deadline { return }
        timer?.task.cancel()
        let now = SystemClock.bootNanoseconds()
        let wait = deadline > now ? Int64(clamping: deadline - now) : 0
        let task = eventLoop.assumeIsolated().scheduleTask(in: .nanoseconds(wait)) { [weak self] in
            guard let self else { return }
            self.tick()
        }
        timer = (task, deadline)
    }

    private func tick() {
        timer = nil
        change { core, now, effects in core.take(.tick, at: now, into: &effects) }
        reportDrops()
        tell(forks.due(at: SystemClock.bootNanoseconds()))
    }
}
