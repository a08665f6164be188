import DequeModule
import GossipCore
import GossipStore
import GossipWire

/// The work that waits for the writer, bounded in messages and bytes.
struct WriterInbox {
    /// The work that the writer takes at once.
    struct Work {
        var ingests: [Ingest] = []
        var publishes: [PublishRequest] = []
        var observations: [PeerObservation] = []
        var strikes: [StrikeRecord] = []
        var notes: [CatchUpNote] = []
        var snapshots: [SnapshotRequest] = []
        var records: [RecordRequest] = []
        var cuts: [CutRequest] = []
        var checks = SignatureChecks()
        var isLast = false
    }

    /// A source of messages, each of which has its turns.
    private struct Source: Hashable {
        let peer: PeerAddress?
        let isSession: Bool
    }

    /// Messages of one transaction.
    ///
    /// The store gains nothing beyond 1,000.
    static let batchCountMax = 1_000
    /// Bytes of one transaction, so that a batch of large messages stays short too: live ones wait for it.
    static let batchBytesMax = 4 << 20
    /// Waiting messages and bytes, beyond which more are refused or wait: about a second of work.
    static let countMax = 50_000
    /// Bytes that a source of messages brings into a transaction before the next one has its turn.
    private static let turnBytes = 16 << 10
    static let bytesMax = 64 << 20

    /// The messages by the peer that brought them, those of its sessions apart.
    private var ingests = FairQueue<Source, Ingest>(quantum: turnBytes)
    private var publishes: Deque<PublishRequest> = []
    private var observations = WaitingObservations()
    private var strikes = WaitingStrikes()
    private var notes: [CatchUpNote] = []
    private var snapshots: [SnapshotRequest] = []
    private var records: [RecordRequest] = []
    private var cuts: [CutRequest] = []
    private var checks = SignatureChecks()
    private var count = 0
    private var bytes = 0
    private(set) var isStopping = false
    /// True while publishing waits: the numbers that the key has used are not known yet.
    var holdsPublishes = false

    var hasRoom: Bool { count < Self.countMax && bytes < Self.bytesMax }

    var isEmpty: Bool {
        ingests.isEmpty && (publishes.isEmpty || holdsPublishes) && observations.isEmpty
            && strikes.isEmpty && notes.isEmpty && snapshots.isEmpty && records.isEmpty
            && cuts.isEmpty
            && checks.isEmpty
    }

    /// Takes a message; `false` when there is no room.
    ///
    /// Those of a sync session are always taken: their session bounds them.
    mutating func append(_ ingest: Ingest) -> Bool {
        guard !isStopping, hasRoom || ingest.session != nil else { return false }
        let length = ingest.message.encoded.count
        let source = Source(peer: ingest.peer, isSession: ingest.session != nil)
        ingests.append(ingest, costing: length, from: source)
        count += 1
        bytes += length
        return true
    }

    /// Takes a publish request; `false` when there is no room.
    mutating func append(_ request: PublishRequest) -> Bool {
        guard hasRoom else { return false }
        publishes.append(request)
        count += request.drafts.count
        bytes += request.bytes
        return true
    }

    /// Takes an observation; `false` when there is no room.
    mutating func append(_ observation: PeerObservation) -> Bool {
        observations.append(observation)
    }

    /// Takes the strikes of a peer.
    mutating func append(_ record: StrikeRecord) { strikes.insert(record) }

    mutating func append(_ note: CatchUpNote) {
        notes.append(note)
    }

    mutating func append(_ request: SnapshotRequest) {
        snapshots.append(request)
    }

    /// Takes records of the network; whoever brings them bounds their number.
    mutating func append(_ request: RecordRequest) {
        records.append(request)
    }

    /// Takes a change of the cuts; people and removals are few.
    mutating func append(_ request: CutRequest) {
        cuts.append(request)
    }

    /// Takes the results of proving messages that are sent.
    mutating func append(_ proved: ProvedMessages) { checks.add(proved) }

    /// Takes nothing more.
    ///
    /// - Returns: The requests that had to wait; all other work that is here is still written.
    mutating func stop() -> [PublishRequest] {
        isStopping = true
        guard holdsPublishes else { return [] }
        defer { publishes.removeAll() }
        return Array(publishes)
    }

    /// The next transaction's worth of work; `nil` when there is nothing to do.
    mutating func take() -> Work? {
        guard !isEmpty || isStopping else { return nil }
        var work = Work()
        var workCount = 0
        var workBytes = 0
        // Own messages first: somebody waits for them, and nobody else has them.
        while !holdsPublishes, workCount < Self.batchCountMax, workBytes < Self.batchBytesMax,
            let request = publishes.popFirst()
        {
            workCount += request.drafts.count
            workBytes += request.bytes
            work.publishes.append(request)
        }
        while workCount < Self.batchCountMax, workBytes < Self.batchBytesMax,
            let ingest = ingests.popFirst()
        {
            workCount += 1
            workBytes += ingest.message.encoded.count
            work.ingests.append(ingest)
        }
        count -= workCount
        bytes -= workBytes
        work.observations = observations.take()
        work.strikes = strikes.take()
        swap(&work.notes, &notes)
        swap(&work.snapshots, &snapshots)
        swap(&work.records, &records)
        swap(&work.cuts, &cuts)
        swap(&work.checks, &checks)
        work.isLast = isStopping && isEmpty
        return work
    }
}
