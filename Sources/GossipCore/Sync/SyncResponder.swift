internal import DequeModule
public import GossipWire
internal import Negentropy
internal import PlantedFaults

/// The answering end of a session: it serves requests, and takes in pushed messages.
///
/// It keeps no more than a few wants, one snapshot and one position in a pull, and answers frames
/// in the order of their arrival. Shell and core decide beforehand whether to serve the peer at
/// all.
///
/// The peer's claim of equality is checked. The own snapshot of the round and the messages pushed
/// in it, all durable, must be the union that the peer claims. So one session proves both logs,
/// each by its snapshot and by the other's count and sum.
public struct SyncResponder<Log: SyncLog> {
    /// The messages moved so far.
    public private(set) var progress = SyncProgress()

    private var log: Log
    private let greeting: SyncGreeting
    private let limits: SyncLimits
    private var isGreeted = false
    /// The scope of both logs together.
    private var scope = Scope.everything
    /// The authors whom both sides do not keep alike.
    private var exclusion = Exclusion.none
    /// The position in the peer's log that a proof covers: all its snapshots hold what its greeting
    /// counted.
    private var peerCursor: PeerCursor?
    private var output = Deque<SyncAction>()
    private var tasks = Deque<Task>()
    private var server: ReconciliationServer<Log.Items>?
    /// The snapshot of this round.
    private var items: Log.Items?
    private var mayConfirm = false
    private var rounds = 0
    /// The own snapshot of this round, with the messages pushed that were not in it.
    private var union: LogDigest?
    private var unionSum = IDSum()
    private var ingesting = UnfinishedMessages()
    private var acceptedCount = 0
    private var refusedCount = 0
    private var forgedCount = 0
    private var proof: LogDigest?
    private var isDone = false
    private var hasPulled = false
    /// The least number of the peer's messages that this log lacks, by what its greeting says.
    private var expectedCount = 0
    /// The number of ids that the peer may still want.
    ///
    /// A fetch asks for a frame of them, a round for the differences it found; rounds after the
    /// first find few.
    private var wantsLeft = SyncFrame.wantCountMax

    /// A request that takes several frames to answer.
    private enum Task {
        case pull(after: UInt64, through: UInt64)
        case want(ids: [MessageID], next: Int, found: Set<MessageID>)
    }

    /// Makes a session with the greeting of this node.
    public init(log: Log, greeting: SyncGreeting, limits: SyncLimits = SyncLimits()) {
        self.limits = limits
        self.log = log
        self.greeting = greeting
    }

    /// True while the session can take another frame; too much unfinished work is backpressure.
    public var wantsInput: Bool { ingesting.leaveRoom(limits) }

    /// Takes in a frame of the peer; the first is its hello, which the shell has admitted.
    public mutating func receive(_ frame: SyncFrame) throws(SyncFailure) {
        guard !isDone else { throw .outOfTurn("a frame after done") }
        if case .hello(let peer) = frame {
            guard !isGreeted else { throw .outOfTurn("hello") }
            isGreeted = true
            scope = greeting.scope.intersection(peer.scope)
            exclusion = Exclusion(own: greeting.scope, peer: peer.scope)
            peerCursor = PeerCursor(incarnation: peer.incarnation, arrival: peer.arrival)
            // Arrival numbers count messages where none was pruned.
            if peer.scope.isUnpruned, greeting.scope.isUnpruned, peer.arrival > greeting.arrival {
                expectedCount = Int(clamping: peer.arrival - greeting.arrival)
            }
            output.append(.send(.welcome(greeting)))
            return
        }
        guard isGreeted else { throw .outOfTurn("a frame before hello") }
        // A peer may ask without end and never read the answers.
        guard output.count < limits.answersMax else { throw .outOfTurn("another question") }
        switch frame {
        case .pull(let after): try receivePull(after)
        case .want(let ids): try receiveWant(ids)
        case .open(let frame): try receiveOpen(frame)
        case .reconcile(let frame): try receiveReconcile(frame)
        case .messages(let messages):
            let ceiling = limits.faults.has(.ignoresCeiling) ? .max : scope.ceiling
            guard messages.areBelow(ceiling) else {
                throw .outOfTurn("messages dated too far ahead")
            }
            let cuts = scope.cuts
            guard messages.allSatisfy({ cuts.keeps($0) }) else {
                throw .outOfTurn("messages above a cut")
            }
            progress.received += messages.count
            progress.bytes += messages.byteCount
            progress.needed = max(progress.received, expectedCount)
            ingesting.add(messages)
            for message in messages { unionSum.add(ItemID(message.id)) }
            union?.count += messages.count
            output.append(.ingest(messages.inOrderOfWriting))
        case .proved(let digest):
            guard proof == nil else { throw .outOfTurn("another proof") }
            union?.sum = unionSum
            if limits.faults.has(.droppedSplit) { union = digest }
            guard digest == union else { throw .contradiction }
            proof = digest
        case .done: isDone = true
        case .confirm(let ranges): try receiveConfirm(ranges)
        case .hello, .welcome, .refused, .pulled, .opened, .served, .stored, .confirmed,
            .reversed, .recordIDs, .records, .recordsEnd:
            throw .outOfTurn("an answer")
        }
    }

    /// The next action, or `nil` to wait for a frame or an outcome.
    ///
    /// Ask only while the stream is writable, and again after each input.
    public mutating func nextAction() throws(SyncFailure) -> SyncAction? {
        if let action = output.popFirst() { return action }
        if ingesting.isEmpty, acceptedCount + refusedCount > 0 {
            defer { (acceptedCount, refusedCount) = (0, 0) }
            return .send(.stored(accepted: acceptedCount, refused: refusedCount))
        }
        while let task = tasks.popFirst() {
            if let action = try serve(task) { return action }
        }
        if isDone, ingesting.isEmpty {
            isDone = false
            progress.needed = progress.received
            let end = proof.map { SyncResult.End.proved($0) } ?? .served
            let cursor = proof == nil ? nil : peerCursor
            let result = SyncResult(
                end: end,
                progress: progress,
                cursor: cursor,
                exclusion: exclusion
            )
            return .finish(result)
        }
        return nil
    }

    /// The next messages to take into the log, whatever else waits: see
    /// ``SyncInitiator/nextIngest()``.
    public mutating func nextIngest() -> [Message]? { output.popIngest() }

    /// Takes in the outcomes of messages that the peer pushed.
    ///
    /// - Parameter counts: The outcomes, by number.
    /// - Throws: ``SyncFailure/forged`` or ``SyncFailure/log(_:)``, which end the session.
    public mutating func ingested(_ counts: OutcomeCounts) throws(SyncFailure) {
        ingesting.remove(counts.count)
        progress.stored += counts.stored
        acceptedCount += counts.stored + counts.known
        refusedCount += counts.forged + counts.refused
        forgedCount += counts.forged
        // Each costs the check of a signature, and an honest peer pushes none.
        guard forgedCount <= limits.forgedMax else { throw .forged }
        guard counts.failed == 0 else { throw .log("messages could not be stored") }
    }

    private mutating func receivePull(_ after: UInt64) throws(SyncFailure) {
        // One pull is enough: a peer that repeats it would be sent the log without end.
        guard !hasPulled else { throw .outOfTurn("another pull") }
        hasPulled = true
        let through = try snapshot().lastArrival
        tasks.append(.pull(after: min(after, through), through: through))
    }

    private mutating func receiveWant(_ ids: [MessageID]) throws(SyncFailure) {
        guard tasks.count < limits.servedWantsMax, ids.count <= wantsLeft else {
            throw .outOfTurn("want")
        }
        wantsLeft -= ids.count
        tasks.append(.want(ids: ids, next: 0, found: []))
    }

    private mutating func receiveOpen(_ frame: [UInt8]) throws(SyncFailure) {
        guard rounds < limits.roundsMax else { throw .noProof }
        rounds += 1
        let snapshot = try snapshot()
        items = snapshot.items
        mayConfirm = true
        wantsLeft += rounds == 1 ? snapshot.count : snapshot.count / 8 + SyncFrame.wantCountMax
        union = snapshot.digest
        unionSum = snapshot.sum
        server = ReconciliationServer(
            storage: snapshot.items,
            profile: limits.faults.has(.droppedSplit) ? .tuned.droppingSplits : .tuned,
            frameSizeLimit: limits.reconcileBytes
        )
        output.append(.send(.opened(snapshot.digest, try answer(frame))))
    }

    private mutating func snapshot() throws(SyncFailure) -> SyncSnapshot<Log.Items> {
        let scope = scope
        return try read { (log) throws(Log.Failure) in try log.snapshot(within: scope) }
    }

    private mutating func receiveReconcile(_ frame: [UInt8]) throws(SyncFailure) {
        guard server != nil else { throw .outOfTurn("reconcile") }
        output.append(.send(.reconcile(try answer(frame))))
    }

    private mutating func receiveConfirm(_ ranges: [RangeDigest]) throws(SyncFailure) {
        // Once a round: each reads thousands of ids.
        guard let items, mayConfirm else { throw .outOfTurn("confirm") }
        mayConfirm = false
        var differing: [UInt8] = []
        for (index, range) in ranges.enumerated() {
            do throws(Log.Items.Failure) {
                if try !agrees(range, items) { differing.append(UInt8(index)) }
            } catch {
                throw .log("\(error)")
            }
        }
        output.append(.send(.confirmed(differing: differing)))
    }

    private func agrees(
        _ range: RangeDigest,
        _ items: Log.Items
    ) throws(Log.Items.Failure) -> Bool {
        let bounds = range.lower..<range.upper
        guard try items.indices(in: bounds).count <= limits.confirmReadMax else { return false }
        return RangeDigest(of: try items.ids(in: bounds), from: range.lower, to: range.upper)
            == range
    }

    private mutating func answer(_ frame: [UInt8]) throws(SyncFailure) -> [UInt8] {
        progress.negentropyFrames += 1
        do throws(ReconciliationError<Log.Items.Failure>) {
            return try server?.receive(frame) ?? []
        } catch {
            if case .storage(let failure) = error { throw .log("\(failure)") }
            throw .reconciliation(error.description)
        }
    }

    /// Answers one frame of a request, and puts the rest back in front; `nil` where nothing is left to send
    /// in it.
    private mutating func serve(_ task: Task) throws(SyncFailure) -> SyncAction? {
        let byteLimit = limits.batchBytes
        switch task {
        case .pull(let after, let through):
            guard after < through else { return .send(.pulled(arrival: through)) }
            // By arrival come also those that the other log does not take in.
            let scope = Scope(ceiling: scope.ceiling, cuts: scope.cuts)
            let (messages, last) = try read { (log) throws(Log.Failure) in
                try log.messages(
                    after: after,
                    through: through,
                    within: scope,
                    byteLimit: byteLimit
                )
            }
            return send(messages, before: .pull(after: max(after + 1, last), through: through))
        case .want(let ids, let next, var found):
            guard next < ids.count else {
                return .send(.served(missing: ids.filter { !found.contains($0) }))
            }
            let (messages, consumed) = try read { (log) throws(Log.Failure) in
                try log.messages(ids[next...], byteLimit: byteLimit)
            }
            for message in messages { found.insert(message.id) }
            let rest = Task.want(ids: ids, next: next + max(1, consumed), found: found)
            return send(messages, before: rest)
        }
    }

    /// Sends messages, if there are any, and leaves the rest of the request for later.
    private mutating func send(_ messages: [Message], before rest: Task) -> SyncAction? {
        tasks.prepend(rest)
        guard !messages.isEmpty else { return nil }
        progress.sent += messages.count
        progress.bytes += messages.byteCount
        return .send(.messages(messages))
    }

    private mutating func read<Value>(
        _ body: (inout Log) throws(Log.Failure) -> Value
    ) throws(SyncFailure) -> Value {
        do throws(Log.Failure) {
            return try body(&log)
        } catch {
            throw .log("\(error)")
        }
    }
}
