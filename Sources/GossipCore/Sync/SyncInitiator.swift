internal import DequeModule
public import GossipWire
internal import Negentropy
internal import PlantedFaults

/// The dialling side of a session: finds out what each side lacks, moves it both ways, and proves
/// that both logs are equal.
///
/// A state machine without I/O of the network: give it frames and outcomes, and ask for the next
/// action while the stream is writable. Phases, each once or in this circle:
///
/// - greeting: hello is out. Moves to pulling or reconciling on welcome, to fetching when that is all.
/// - pulling: the peer sends what came after our cursor, without a single id. Moves to reconciling.
/// - reconciling: a Negentropy session over fresh snapshots; bodies move meanwhile, both ways. Moves
///   to settling.
/// - settling: waits until everything is durable on both sides. Moves to confirming when the logs are
///   equal, to finished once that is confirmed, else to reconciling again.
/// - confirming: asks whether SHA-256 bears out what sums have shown. Moves to settling, or to
///   reconciling where it does not.
///
/// The proof covers the full range and does not trust the reconciliation: what our snapshot held and
/// the messages needed must add up to the same count and sum as the peer's snapshot and the messages
/// it lacked. It is accepted only from a round that moved little, so that the bulk is always checked
/// by a round of its own, and live traffic between two snapshots cannot delay it for ever.
public struct SyncInitiator<Log: SyncLog> {
    enum Phase: Equatable {
        case start
        case greeting
        case pulling
        case pulled
        case reconciling
        case settling
        case confirming
        case fetching
        case finished
    }

    /// What the session moved so far.
    public internal(set) var progress = SyncProgress()

    var log: Log
    var phase = Phase.start
    let greeting: SyncGreeting
    let cursor: PeerCursor?
    let fetchIDs: [MessageID]
    let limits: SyncLimits

    var peer: SyncGreeting?
    /// What both logs keep.
    var scope: Scope {
        let theirs = limits.faults.has(.comparesOwnBounds) ? nil : peer?.scope
        return greeting.scope.intersection(theirs ?? .everything)
    }
    var output = Deque<SyncAction>()
    var client: ReconciliationClient<Log.Items>?
    var ownDigest = IDSum()
    var ownCount = 0
    var peerDigest: LogDigest?
    /// The last arrival number that the peer has told of; a proof's snapshot is never older.
    var peerArrival: UInt64 = 0
    /// A Negentropy frame that waits until fewer ids are pending.
    var nextFrame: [UInt8]?
    var round = Round()
    var rounds = 0
    /// A random number from which follows where the confirmation begins.
    let confirmationSeed: UInt64
    /// What this session confirms by SHA-256, once that is chosen.
    var ranges: [Range<MessageID>]?
    var isConfirmed = false

    /// Messages handed in whose outcome is not known.
    var ingesting = 0
    /// Messages pushed whose fate at the peer is not known.
    var pushing = 0
    /// The wants that are out, in their order, and which of their messages have not come.
    var wantsOut = Deque<[MessageID]>()
    var awaited: Set<MessageID> = []

    /// What one round of reconciliation found and has still to move.
    struct Round {
        var items: Log.Items?
        var needed: [MessageID] = []
        var wanted = 0
        var had: [MessageID] = []
        var pushed = 0
        var difference: Int { needed.count + had.count }
    }

    /// Makes a session that reconciles.
    ///
    /// - Parameters:
    ///   - log: What it reads.
    ///   - greeting: Who we are.
    ///   - cursor: How far the peer's log is known to be in ours, a hint.
    ///   - confirmationSeed: A random number from which follows where the confirmation by SHA-256 begins.
    ///   - limits: The bounds of the session.
    public init(
        reconciling log: Log,
        greeting: SyncGreeting,
        cursor: PeerCursor?,
        confirmationSeed: UInt64,
        limits: SyncLimits = SyncLimits()
    ) {
        self.log = log
        self.limits = limits
        self.greeting = greeting
        self.cursor = cursor
        self.confirmationSeed = confirmationSeed
        fetchIDs = []
    }

    /// Makes a session that fetches messages by id.
    public init(
        fetching ids: [MessageID],
        log: Log,
        greeting: SyncGreeting,
        limits: SyncLimits = SyncLimits()
    ) {
        precondition(ids.count <= SyncFrame.wantCountMax, "one want holds them all")
        self.log = log
        self.greeting = greeting
        cursor = nil
        confirmationSeed = 0
        fetchIDs = ids
        self.limits = limits
    }

    /// Whether the session can take another frame: too much unfinished work is backpressure.
    public var wantsInput: Bool { ingesting < limits.ingestingMax }

    /// The next thing to do, or `nil` to wait for a frame or an outcome.
    ///
    /// Ask only while the stream is
    /// writable, and again after each input.
    public mutating func nextAction() throws(SyncFailure) -> SyncAction? {
        if let action = output.popFirst() { return action }
        switch phase {
        case .start:
            phase = .greeting
            return .send(.hello(greeting))
        case .greeting, .pulling, .confirming, .finished: return nil
        case .pulled:
            guard ingesting == 0 else { return nil }
            if limits.faults.has(.noClosingRound), progress.received > 0 {
                guard let snapshot = try? log.snapshot(within: scope) else { return nil }
                return finish(.proved(snapshot.digest))
            }
            return .send(try openRound())
        case .reconciling: return try nextMove()
        case .fetching: return wantsOut.isEmpty && ingesting == 0 ? finish(.fetched) : nil
        case .settling:
            if let action = try nextMove() { return action }
            guard isMoved else { return nil }
            return try closeRound()
        }
    }

    /// The next messages to take in, whatever else waits: for a stream that is not writable, whose
    /// frames must be read all the same, or two sides that both push would wait for each other.
    public mutating func nextIngest() -> [Message]? { output.popIngest() }

    /// Takes the outcomes of messages that the session handed in.
    ///
    /// - Parameter counts: The outcomes, by number.
    /// - Throws: `forged` or `log`, which end the session.
    public mutating func ingested(_ counts: OutcomeCounts) throws(SyncFailure) {
        ingesting -= counts.count
        progress.stored += counts.stored
        guard counts.forged == 0 else { throw .forged }
        guard counts.failed == 0 else { throw .log("messages could not be stored") }
    }

    mutating func finish(_ end: SyncResult.End) -> SyncAction {
        phase = .finished
        output.append(.finish(SyncResult(end: end, progress: progress, cursor: provedCursor(end))))
        return .send(.done)
    }

    /// The position in the peer's log up to which a proof covers everything.
    ///
    /// The rounds' snapshots are younger than the greeting, so what the greeting counted is in them.
    private func provedCursor(_ end: SyncResult.End) -> PeerCursor? {
        guard case .proved = end, let peer else { return nil }
        return PeerCursor(incarnation: peer.incarnation, arrival: peerArrival)
    }
}
