internal import DequeModule
public import GossipWire
internal import Negentropy
internal import PlantedFaults

/// The dialling end of a session: it finds the differences, moves them both ways, and proves
/// equality.
///
/// A state machine without network I/O: give it frames and outcomes, and ask for the next action
/// while the stream is writable. Its phases:
///
/// - greeting: hello is out. Moves on welcome to pulling or reconciling, or to fetching if that is
///   its purpose.
/// - pulling: the peer sends the messages after the cursor, without a single id. Moves to
///   reconciling.
/// - reconciling: a Negentropy session over fresh snapshots; bodies move meanwhile, both ways.
///   Moves to settling.
/// - settling: waits for durability on both sides. Moves to confirming on equality, to finished
///   once that is confirmed, else to reconciling again.
/// - confirming: compares ranges by SHA-256. Moves to settling, or to reconciling the ranges that
///   differ.
///
/// The proof covers the full range and does not trust the reconciliation. The own snapshot with the
/// messages needed must have the count and sum of the peer's snapshot with the messages that it
/// lacked. Only a round that moved little is accepted: a separate round then checks each bulk
/// transfer, and live traffic between two snapshots cannot delay the proof for ever.
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

    /// The messages moved so far.
    public internal(set) var progress = SyncProgress()

    var log: Log
    var phase = Phase.start
    let greeting: SyncGreeting
    let cursor: PeerCursor?
    let fetchIDs: [MessageID]
    /// True for a session that compares logs, false for one that fetches.
    let reconciles: Bool
    let limits: SyncLimits

    var peer: SyncGreeting?
    /// The scope of both logs together.
    var scope: Scope {
        let theirs = limits.faults.has(.comparesOwnBounds) ? nil : peer?.scope
        return greeting.scope.intersection(theirs ?? .everything)
    }
    /// The time from which on messages are not taken in.
    var ceiling: UInt64 { limits.faults.has(.ignoresCeiling) ? .max : scope.ceiling }
    var output = Deque<SyncAction>()
    var client: ReconciliationClient<Log.Items>?
    var ownDigest = IDSum()
    var ownCount = 0
    var peerDigest: LogDigest?
    /// The last arrival number that the peer has told; no snapshot of a proof is older.
    var peerArrival: UInt64 = 0
    /// A Negentropy frame that waits until fewer ids are pending.
    var nextFrame: [UInt8]?
    var round = Round()
    var rounds = 0
    /// The messages that the peer has claimed and then denied, in the rounds before this one.
    var denied: Set<MessageID> = []
    /// The rounds that were disputed.
    var disputedRounds = 0
    /// The random number that selects the stretch to confirm.
    let confirmationSeed: UInt64
    /// The ranges to confirm by SHA-256, once they are chosen.
    var ranges: [Range<MessageID>]?
    var isConfirmed = false

    /// Messages handed in without an outcome yet.
    var ingesting = UnfinishedMessages()
    /// Messages pushed that the peer has not yet acknowledged.
    var pushing = 0
    /// The unserved wants in their order, and their messages that have not come.
    var wantsOut = Deque<[MessageID]>()
    var awaited: Set<MessageID> = []

    /// The differences that one round of reconciliation found, and the part that has moved.
    struct Round {
        var items: Log.Items?
        var needed: [MessageID] = []
        var wanted = 0
        var had: [MessageID] = []
        var pushed = 0
        /// The messages that the peer has claimed and then denied.
        var denied: Set<MessageID> = []
        /// True when a message of this round was refused, or is no longer there.
        var isDisputed = false
        var difference: Int { needed.count + had.count }
    }

    /// Makes a session that reconciles.
    ///
    /// - Parameters:
    ///   - log: The log to read.
    ///   - greeting: The greeting of this node.
    ///   - cursor: The position in the peer's log up to which this log holds everything; a hint.
    ///   - confirmationSeed: The random number that selects the stretch to confirm by SHA-256.
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
        reconciles = true
    }

    /// Makes a session that fetches messages by id; none of them, when only records were to be exchanged.
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
        reconciles = false
        self.limits = limits
    }

    /// True while the session can take another frame; too much unfinished work is backpressure.
    public var wantsInput: Bool { ingesting.leaveRoom(limits) }

    /// The next action, or `nil` to wait for a frame or an outcome.
    ///
    /// Ask only while the stream is writable, and again after each input.
    public mutating func nextAction() throws(SyncFailure) -> SyncAction? {
        if let action = output.popFirst() { return action }
        switch phase {
        case .start:
            phase = .greeting
            return .send(.hello(greeting))
        case .greeting, .pulling, .confirming, .finished: return nil
        case .pulled:
            guard ingesting.isEmpty else { return nil }
            if limits.faults.has(.noClosingRound), progress.received > 0 {
                guard let snapshot = try? log.snapshot(within: scope) else { return nil }
                return finish(.proved(snapshot.digest))
            }
            return .send(try openRound())
        case .reconciling: return try nextMove()
        case .fetching: return wantsOut.isEmpty && ingesting.isEmpty ? finish(.fetched) : nil
        case .settling:
            if let action = try nextMove() { return action }
            guard isMoved else { return nil }
            return try closeRound()
        }
    }

    /// The next messages to take into the log, whatever else waits.
    ///
    /// A stream that is not writable must be read all the same: otherwise two sides that both push
    /// would wait for each other.
    public mutating func nextIngest() -> [Message]? { output.popIngest() }

    /// Takes in the outcomes of messages that the session handed in.
    ///
    /// - Parameter counts: The outcomes, by number.
    /// - Throws: ``SyncFailure/forged`` or ``SyncFailure/log(_:)``, which end the session.
    public mutating func ingested(_ counts: OutcomeCounts) throws(SyncFailure) {
        ingesting.remove(counts.count)
        progress.stored += counts.stored
        guard counts.forged == 0 else { throw .forged }
        if counts.refused > 0 { try dispute() }
        guard counts.failed == 0 else { throw .log("messages could not be stored") }
    }

    /// Notes that a message of this round is not in both logs now: the round proves nothing.
    ///
    /// Too many of them are nobody's fault: an author may write wrongly signed messages all the time.
    mutating func dispute() throws(SyncFailure) {
        guard !round.isDisputed, phase != .pulling, phase != .fetching else { return }
        round.isDisputed = true
        disputedRounds += 1
        guard disputedRounds <= limits.disputedRoundsMax else { throw .noProof }
    }

    mutating func finish(_ end: SyncResult.End) -> SyncAction {
        phase = .finished
        let result = SyncResult(
            end: end,
            progress: progress,
            cursor: provedCursor(end),
            exclusion: Exclusion(own: greeting.scope, peer: peer?.scope ?? .everything)
        )
        output.append(.finish(result))
        return .send(.done)
    }

    /// The position in the peer's log up to which a proof covers everything.
    ///
    /// The snapshots of the rounds are younger than the greeting, so they hold all that it counted.
    private func provedCursor(_ end: SyncResult.End) -> PeerCursor? {
        guard case .proved = end, let peer else { return nil }
        return PeerCursor(incarnation: peer.incarnation, arrival: peerArrival)
    }
}
