import GossipCore
import GossipStore
import GossipWire

/// The one thread that writes the log: bounded work in, outcomes out, one transaction at a time.
///
/// Work that comes in during a transaction waits for the next: the slower the disk, the larger the
/// batches (group commit).
final class WriterThread: Sendable {
    /// The idle time before the write-ahead log is folded into the file.
    private static let idleMilliseconds = 250

    private let inbox = Monitor(WriterInbox())
    private let thread: OSThread

    /// Starts the thread, which owns `log` from now on and closes it at its end.
    ///
    /// - Parameters:
    ///   - log: opened for writing; from now on the thread alone uses it.
    ///   - own: signs own messages, and knows which were signed before.
    ///   - pruner: removes what is no longer kept.
    ///   - deliver: takes the outcome of each transaction, on the writer's thread.
    init(
        log: Transfer<MessageLog>,
        own: Own,
        pruner: Transfer<Pruner>,
        deliver: @escaping @Sendable (WriterBatch) -> Void
    ) {
        let inbox = inbox
        if own.history.isInDoubt { inbox.update { $0.holdsPublishes = true } }
        thread = OSThread(name: "writer") {
            let writer = Writer(log: log.value, own: own, pruner: pruner.value)
            Self.run(writer, inbox, deliver)
        }
    }

    /// The author of the node's own messages, and the messages known to be signed before.
    struct Own: Sendable {
        let identity: Identity
        let history: OwnHistory
        /// `nil` while the log is only read.
        let record: Transfer<OwnRecordFile>?
        let convicted: ConvictedAuthors
    }

    /// Releases the requests that waited for the numbers used by the key to be known.
    func allowPublishing() {
        inbox.update { $0.holdsPublishes = false }
    }

    /// Hands in authentic messages.
    ///
    /// - Returns: those that there was no room for.
    func submit(_ ingests: [Ingest]) -> [Ingest] {
        guard !ingests.isEmpty else { return [] }
        return inbox.update { inbox in ingests.filter { !inbox.append($0) } }
    }

    /// Hands in own messages; `false` when there is no room now.
    func submit(_ request: PublishRequest) -> Bool {
        inbox.update { inbox in
            guard !inbox.isStopping else {
                request.completion(.failure(.stopped))
                return true
            }
            return inbox.append(request)
        }
    }

    /// Hands in own messages; blocks the thread until there is room.
    func submitBlocking(_ request: PublishRequest) {
        let taken: Bool = inbox.wait { inbox in
            if inbox.isStopping { return false }
            return inbox.append(request) ? true : nil
        }
        if taken {
            inbox.update { _ in }
        } else {
            request.completion(.failure(.stopped))
        }
    }

    /// Saves observations of peers, with the next commit.
    ///
    /// - Returns: The number of those that there was no room for.
    func save(_ observations: [PeerObservation]) -> Int {
        guard !observations.isEmpty else { return 0 }
        return inbox.update { inbox in
            observations.reduce(0) { $0 + (inbox.append($1) ? 0 : 1) }
        }
    }

    /// Saves the strikes of a peer, with the next commit.
    func save(_ record: StrikeRecord) {
        inbox.update { $0.append(record) }
    }

    /// Notes which signatures were checked before sending, ahead of the next snapshot.
    func note(_ proved: ProvedMessages) {
        guard !proved.checked.isEmpty || !proved.forged.isEmpty else { return }
        inbox.update { $0.append(proved) }
    }

    /// Notes in the log that a catch-up has ended.
    func note(_ note: CatchUpNote) {
        inbox.update { $0.append(note) }
    }

    /// Stores what has changed in the records of the network.
    func save(_ request: RecordRequest) {
        let taken = inbox.update { inbox in
            guard !inbox.isStopping else { return false }
            inbox.append(request)
            return true
        }
        if !taken { request.completion(.stopped) }
    }

    /// Changes the cuts of the log.
    func change(_ request: CutRequest) {
        let taken = inbox.update { inbox in
            guard !inbox.isStopping else { return false }
            inbox.append(request)
            return true
        }
        if !taken { request.completion(.stopped) }
    }

    /// The log as of the last commit before now, without what has ended by a session's bound.
    ///
    /// Blocks the thread; not for the event loop.
    func snapshot(within scope: Scope) throws(NodeError) -> LogSnapshot {
        let request = SnapshotRequest(within: scope)
        let taken = inbox.update { inbox in
            guard !inbox.isStopping else { return false }
            inbox.append(request)
            return true
        }
        guard taken else { throw .stopped }
        return try request.wait()
    }

    /// Writes what waits, closes the log, and ends the thread.
    ///
    /// Blocks until that is done.
    func stop() {
        let held = inbox.update { $0.stop() }
        for request in held { request.completion(.failure(.stopped)) }
        thread.join()
    }

    private static func run(
        _ writer: Writer,
        _ inbox: Monitor<WriterInbox>,
        _ deliver: @Sendable (WriterBatch) -> Void
    ) {
        while true {
            let wait = min(idleMilliseconds, writer.untilPruning ?? idleMilliseconds)
            guard let work = inbox.wait(milliseconds: wait, { $0.take() }) else {
                if let batch = writer.prune() ?? writer.probe() {
                    deliver(batch)
                } else {
                    rest(writer, inbox, deliver)
                }
                continue
            }
            // There is room again: those who wait to publish may go on.
            inbox.update { _ in }
            let batch = writer.perform(work)
            if !batch.isEmpty { deliver(batch) }
            if let batch = writer.note(work.checks) { deliver(batch) }
            for request in work.records {
                if let batch = writer.save(request) { deliver(batch) }
            }
            for request in work.cuts {
                if let batch = writer.change(request) { deliver(batch) }
            }
            for request in work.snapshots {
                request.resolve(writer.snapshot(within: request.scope))
            }
            if let batch = writer.prune() { deliver(batch) }
            if let trouble = writer.rest() { deliver(trouble) }
            if work.isLast { break }
        }
        if let failure = writer.close() { deliver(failure) }
    }

    /// Nothing to do and nothing to fold: sleeps until something comes, or is to be pruned.
    private static func rest(
        _ writer: Writer,
        _ inbox: Monitor<WriterInbox>,
        _ deliver: @Sendable (WriterBatch) -> Void
    ) {
        if let batch = writer.idle() { deliver(batch) }
        let condition = { (inbox: inout WriterInbox) -> Void? in
            inbox.isEmpty && !inbox.isStopping ? nil : ()
        }
        if let wait = writer.untilDue {
            _ = inbox.wait(milliseconds: wait, condition)
        } else {
            inbox.wait(condition)
        }
    }
}
