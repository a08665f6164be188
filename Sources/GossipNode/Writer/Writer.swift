import GossipCore
import GossipStore
import GossipWire

/// The maker of transactions: it owns the one writing connection, on the writer's thread.
///
/// - An own message gets its sequence, its back-link and its signature inside the transaction
///   that stores it, from the author's head in the log. When the commit fails, nothing of it is
///   anywhere, and the next message takes the same sequence.
/// - A full disk is not the end. The work at hand fails, and so does all that comes in a pause, which
///   doubles from 0.5 s to 15 s. The first work after the pause is the probe.
/// - An I/O error or a damaged file is the end. In particular a failed fsync is never repeated:
///   the system may have dropped the very pages it could not write.
final class Writer {
    private static let pauseNanosecondsMin: UInt64 = 500_000_000
    private static let pauseNanosecondsMax: UInt64 = 15_000_000_000
    /// Steps of shrinking between two looks at what has come, some ten milliseconds each.
    private static let shrinkStepsMax = 4
    private static let peerCacheCountMax = 4_096

    let log: MessageLog
    let identity: Identity
    private let ownRecord: OwnRecordFile?
    /// The newest own message when the log has lost it.
    let ownFloor: OwnHead?
    /// The authors whose messages are checked one by one.
    let convicted: ConvictedAuthors
    private var peers: [PeerAddress: PeerNumber] = [:]
    private var pauseNanoseconds = Writer.pauseNanosecondsMin
    private var pausedUntil: UInt64 = 0
    private(set) var isFull = false
    private(set) var fatal: NodeError?
    /// True when the write-ahead log has been folded into the file since the last commit.
    var isFolded = true
    var pruner: Pruner

    init(log: MessageLog, own: WriterThread.Own, pruner: Pruner) {
        self.log = log
        self.pruner = pruner
        identity = own.identity
        ownRecord = own.record?.value
        ownFloor = own.history.floor
        convicted = own.convicted
        // Said at the start already.
        isFull = log.isShort
    }

    /// Performs one transaction and answers everything in `work`.
    func perform(_ work: WriterInbox.Work) -> WriterBatch {
        var batch = WriterBatch()
        if let error = refusal() {
            fail(work, with: error, into: &batch)
            return batch
        }
        do {
            try store(work, into: &batch)
            recovered(&batch)
        } catch {
            batch = WriterBatch()
            let reason = judge(error, &batch)
            fail(work, with: reason, into: &batch)
            return batch
        }
        do {
            try record(work.notes)
        } catch {
            // The messages are durable all the same.
            _ = judge(error, &batch)
        }
        return batch
    }

    private func record(_ notes: [CatchUpNote]) throws(StoreError) {
        for note in notes {
            try log.recordCatchUp(note.record(run: log.run, peer: try number(of: note.peer)))
        }
    }

    /// Folds the write-ahead log into the file when it has grown, after the outcomes are handed on.
    func rest() -> WriterBatch? {
        // On a full disk what was pruned gives its space back at once: others keep asking to store.
        if log.isShort, !isFolded { return idle() }
        guard fatal == nil, log.needsCheckpoint else { return nil }
        return reporting { () throws(StoreError) in _ = try log.checkpoint() }
    }

    /// Folds it and gives its space back, while nobody waits.
    func idle() -> WriterBatch? {
        guard fatal == nil, !isFolded else { return nil }
        isFolded = true
        ownRecord?.sync()
        return reporting { () throws(StoreError) in
            try log.truncateWriteAheadLog()
            // What was pruned gives its space back when there is no other.
            guard log.isShort else { return }
            isFolded = try log.shrink(stepsMax: Self.shrinkStepsMax)
            if !log.isShort { pausedUntil = 0 }
        }
    }

    private func reporting(_ body: () throws(StoreError) -> Void) -> WriterBatch? {
        do {
            try body()
            return nil
        } catch {
            var batch = WriterBatch()
            _ = judge(error, &batch)
            return batch
        }
    }

    /// Marks the run as ended cleanly, unless the log has failed, and closes the log.
    ///
    /// - Returns: A report of the failure, `nil` for none.
    func close() -> WriterBatch? {
        ownRecord?.sync()
        do {
            try log.close(clean: fatal == nil, at: SystemClock.wallMilliseconds())
            return nil
        } catch {
            return WriterBatch(trouble: .fatal(NodeError(.log, error.description)))
        }
    }

    /// The wait until a full disk is looked at again, in milliseconds; 0 = now, `nil` = it is not full.
    var pause: Int? {
        guard isFull, fatal == nil else { return nil }
        let now = SystemClock.bootNanoseconds()
        return now >= pausedUntil ? 0 : Int((pausedUntil - now) / 1_000_000) + 1
    }

    /// The wait until something is to be done though nothing comes, in milliseconds; `nil` = for ever.
    var untilDue: Int? {
        let probing = log.isShort && !log.isReadOnly ? pause.map { max($0, 1) } : nil
        let shrinking = isFolded ? nil : 0
        return [untilPruning, probing, shrinking].compactMap(\.self).min()
    }

    /// Looks whether a log that lacks its reserve has it again, and returns the news of it.
    func probe() -> WriterBatch? {
        guard pause == 0, log.isShort, !log.isReadOnly else { return nil }
        guard log.shortage == nil else {
            lengthenPause()
            return nil
        }
        var batch = WriterBatch()
        recovered(&batch)
        return batch
    }

    private func lengthenPause() {
        pausedUntil = SystemClock.bootNanoseconds() + pauseNanoseconds
        pauseNanoseconds = min(pauseNanoseconds * 2, Self.pauseNanosecondsMax)
    }

    private func refusal() -> NodeError? {
        if let fatal { return fatal }
        guard isFull, SystemClock.bootNanoseconds() < pausedUntil else { return nil }
        return NodeError(.diskFull, "the disk of the log is full. Nothing was stored; free space.")
    }

    private func store(_ work: WriterInbox.Work, into batch: inout WriterBatch) throws(StoreError) {
        var incoming: [Incoming] = []
        incoming.reserveCapacity(WriterInbox.batchCountMax)
        var ingests: [Ingest] = []
        let publications = try compose(work.publishes, into: &ingests, &batch)
        ingests.append(contentsOf: work.ingests)
        for ingest in ingests {
            let peer = try ingest.peer.map { address throws(StoreError) in try number(of: address) }
            incoming.append(
                Incoming(
                    message: ingest.message,
                    via: ingest.via,
                    peer: peer,
                    isUnchecked: ingest.isUnchecked
                )
            )
        }
        let records = work.observations.map(PeerRecord.init)
        let scope = log.scope
        let outcomes = try log.append(
            incoming,
            at: SystemClock.wallMilliseconds(),
            saving: records,
            strikes: work.strikes
        )
        batch.forks = log.newForks
        // A guest has used up its budget, or all of them theirs.
        if log.scope != scope {
            batch.pruned = PrunedMessages(ids: [], scope: log.scope, target: pruner.target)
        }
        // What an address means may have changed with what was learned of the peer.
        if !records.isEmpty { peers.removeAll(keepingCapacity: true) }
        // Before anybody hears of it: a log that is lost later shall not take its number with it.
        if let newest = ingests.last(where: { $0.via == .own })?.message {
            ownRecord?.note(OwnHead(sequence: newest.sequence, id: newest.id))
        }
        batch.ingested.reserveCapacity(ingests.count)
        for (ingest, outcome) in zip(ingests, outcomes) {
            switch outcome {
            case .stored(let arrival):
                pruner.note(ingest.message)
                batch.ingested.append((ingest, .stored(arrival: arrival)))
            case .duplicate: batch.ingested.append((ingest, .duplicate))
            case .pruned: batch.ingested.append((ingest, .pruned))
            case .cut: batch.ingested.append((ingest, .cut))
            case .foreign: batch.ingested.append((ingest, .foreign))
            case .refused: batch.ingested.append((ingest, .refused))
            }
        }
        acknowledge(publications, outcomes, in: &batch)
        isFolded = false
    }

    private func number(of address: PeerAddress) throws(StoreError) -> PeerNumber {
        if let known = peers[address] { return known }
        let number = try log.peerNumber(
            for: PeerIdentity(address: address.description, node: nil)
        )
        if peers.count >= Self.peerCacheCountMax { peers.removeAll(keepingCapacity: true) }
        peers[address] = number
        return number
    }

    private func fail(
        _ work: WriterInbox.Work,
        with error: NodeError,
        into batch: inout WriterBatch
    ) {
        for ingest in work.ingests { batch.ingested.append((ingest, .failed)) }
        for request in work.publishes {
            batch.acknowledgements.append(.init(request: request, result: .failure(error)))
        }
    }

    private func recovered(_ batch: inout WriterBatch) {
        guard isFull else { return }
        isFull = false
        pauseNanoseconds = Self.pauseNanosecondsMin
        batch.trouble = .recovered
    }

    /// Judges a failed transaction: its meaning for the work that comes.
    func judge(_ error: StoreError, _ batch: inout WriterBatch) -> NodeError {
        // Numbers given in the transaction that was rolled back are gone with it.
        peers.removeAll(keepingCapacity: true)
        switch error.code {
        case .busy:
            return NodeError(.log, error.description)
        case .full:
            if !isFull { batch.trouble = .full(error.description) }
            isFull = true
            lengthenPause()
            return NodeError(.diskFull, error.description)
        default:
            let failure = NodeError(.log, error.description)
            fatal = failure
            batch.trouble = .fatal(failure)
            return failure
        }
    }
}
