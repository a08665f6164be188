internal import DequeModule
internal import GossipWire
internal import PlantedFaults

/// The machine that brings the node up to date: its phase, and its sessions with each peer.
///
/// - joining: looks for a peer. Moves to catching up with the first answer, or to alone without any.
/// - catching up: stores messages but relays none, and asks a peer for the missing ones. Moves to
///   live on proof of equality, or back to joining when all peers are lost.
/// - live: relays. Moves to catching up after a sleep, and to alone when all peers are lost.
/// - alone: has nobody to ask. Moves to catching up with the first answer.
///
/// See <doc:CatchingUp>.
struct CatchUp: ~Copyable {
    let node: AuthorKey
    let limits: Limits
    let faults: Faults
    private(set) var phase = NodePhase.joining
    private var phaseSince: UInt64
    var sessions = OpenSessions()
    /// The standing of each peer, by slot.
    var standings: [Standing?]
    /// The peers that answer.
    private(set) var up = PeerSet.none
    private(set) var trusted = TrustedPeers.none
    /// The time at which a session with a trusted peer last brought enough.
    var lastTrustedUse: UInt64 = 0
    private(set) var doubt: Doubt
    /// The digest of the own cuts at the last tick.
    private(set) var ownCuts = CutsDigest.none
    /// The digest of the records of this node's network; 0 in a network without members.
    private(set) var records: UInt64 = 0
    /// The actions that the router has not yet performed.
    var actions = Deque<Action>()

    init(_ configuration: NodeConfiguration, at now: UInt64) {
        node = configuration.node
        limits = configuration.limits
        faults = configuration.faults
        phaseSince = now
        standings = Array(repeating: nil, count: configuration.limits.activePeersMax)
        doubt = Doubt(isOpen: configuration.isInDoubt, until: now + limits.doubtMax)
    }

    /// An order to the outside, or a fact for the other machines.
    enum Action: Equatable, Sendable {
        /// Bring about a stream and drive a session; the router adds what the link knows.
        case openSync(SyncOrder, with: Int)
        /// Give up a session without a stream: that of the peer goes on.
        case cancelSync(SessionID)
        /// Ask a peer to dial a stream.
        case requestDial(DialTicket, Int)
        /// Dial a stream for a peer that asks for it.
        case dialBack(DialTicket, Int)
        /// The phase that the node has entered.
        case entered(NodePhase)
        /// Store the facts about a peer.
        case remember(Int)
        /// The end of a session that fetched messages; `nothing` when it brought none.
        case fetched(from: Int?, nothing: Bool)
        /// The end of the doubt: publishing is allowed.
        case mayPublish(hasAsked: Bool)
    }

    /// Takes the digest of the records of the network.
    mutating func take(recordsDigest digest: UInt64) { records = digest }

    // MARK: Peers

    /// Begins the standing of a new link in a slot.
    mutating func made(_ slot: Int, _ address: PeerAddress, cursor: PeerCursor? = nil) {
        standings[slot] = Standing(address: address, cursor: cursor)
    }

    /// Ends the standing of a link, and returns what it was.
    mutating func forgotten(_ slot: Int) -> Standing? {
        up.remove(slot)
        defer { standings[slot] = nil }
        return standings[slot]
    }

    /// Notes that a peer has come up, and catches up if messages may have been missed.
    ///
    /// A node that was alone lets the peer dial first. A peer that returns dials at once and knows
    /// its last cursor, and its session serves both nodes.
    mutating func cameUp(_ slot: Int, _ turn: inout Turn) {
        up.insert(slot)
        let soon = turn.now.monotonic + turn.random.next() % Nanoseconds.milliseconds(50)
        standings[slot]?.cameUp(nextSync: soon)
        guard phase == .joining || phase == .alone else { return }
        if phase == .alone { standings[slot]?.nextSync += limits.crossingWait / 4 }
        enter(.catchingUp, turn)
    }

    mutating func lost(_ slot: Int, _ turn: Turn) {
        up.remove(slot)
        // A link that comes up anew begins anew, whatever becomes of its stream.
        if let address = standings[slot]?.address { sessions.forgetServed(address) }
        guard up == .none else { return }
        switch phase {
        case .joining, .alone: break
        case .catchingUp: enter(.joining, turn)
        // Whatever is published elsewhere from now on is missed here.
        case .live: enter(.alone, turn)
        }
    }

    mutating func answered(_ slot: Int, _ answer: ProbeAnswer) {
        standings[slot]?.roundTrip = answer.roundTrip
    }

    func slot(of address: PeerAddress) -> Int? {
        standings.firstIndex { $0?.address == address }
    }

    // MARK: Phases

    private mutating func enter(_ phase: NodePhase, _ turn: Turn) {
        self.phase = phase
        phaseSince = turn.now.monotonic
        actions.append(.entered(phase))
    }

    /// Enters live after a proof.
    mutating func goLive(_ turn: inout Turn) {
        enter(.live, turn)
    }

    private mutating func giveUpJoining(_ turn: inout Turn) {
        guard phase == .joining, up == .none else { return }
        let isPatient = turn.now.monotonic < phaseSince + limits.aloneAfter
        guard isNobodyKnown || !isPatient else { return }
        enter(.alone, turn)
    }

    /// Catches up after a sleep, in which anything may have been missed.
    mutating func slept(_ turn: inout Turn) {
        if phase == .live { enter(.catchingUp, turn) }
    }

    /// True for a peer that was not configured, and whose log was never equal.
    func isStranger(_ slot: Int) -> Bool {
        !trusted.configured.contains(slot) && standings[slot]?.cursor == nil
    }

    func isStranger(_ peer: PeerAddress) -> Bool { slot(of: peer).map { isStranger($0) } ?? true }

    /// The numbers of peers, of so many known.
    func tally(of known: Int) -> PeerTally {
        let equal = up.filter { standings[$0]?.isReconciled == true }
        let exclusions = equal.compactMap { standings[$0]?.exclusion }
        return PeerTally(
            known: known,
            reached: up.count,
            equal: equal.count,
            excluded: exclusions.map(\.authors).max() ?? 0,
            excludesGuests: exclusions.contains(where: \.guests)
        )
    }

    /// The time from which the proofs of all peers count, when no session with a trusted one brings enough.
    var trustEnd: UInt64 { max(phaseSince, lastTrustedUse) + limits.trustPatience }

    /// The time from which proofs without some authors count, whoever else answers.
    var completenessEnd: UInt64 { max(phaseSince, lastTrustedUse) + limits.completenessPatience }

    private var isNobodyKnown: Bool { standings.allSatisfy { $0 == nil } }

    // MARK: Time

    /// Performs what is due.
    ///
    /// - Parameters:
    ///   - scope: The scope of the log.
    ///   - peers: The peers whose proofs come before others'.
    ///   - turn: The clocks and randomness.
    mutating func tick(keeping scope: Scope, trusting peers: TrustedPeers, _ turn: inout Turn) {
        trusted = peers
        ownCuts = scope.cuts.digest
        giveUpJoining(&turn)
        settleDoubt(at: turn.now.monotonic)
        openSessions(keeping: scope, &turn)
        exchangeRecords(&turn)
        requestDials(at: turn.now.monotonic)
    }

    /// The time of the next tick, on the monotonic clock.
    var nextDeadline: UInt64 {
        var deadline = min(doubt.deadline, nextSessionDeadline, sessions.nextRequest)
        deadline = min(deadline, nextExchangeDeadline)
        if phase == .joining { deadline = min(deadline, phaseSince + limits.aloneAfter) }
        return deadline
    }

    /// Allows publishing once the doubt is settled.
    ///
    /// A node with known peers waits until every peer that is up has been reconciled with; one
    /// without settles at once. The deadline settles it in any case.
    mutating func settleDoubt(at now: UInt64) {
        guard doubt.isOpen else { return }
        let hasAsked =
            phase == .live && up != .none && up.allSatisfy { standings[$0]?.isReconciled == true }
        let isNobodyThere = phase == .alone && isNobodyKnown
        guard hasAsked || isNobodyThere || now >= doubt.deadline else { return }
        doubt.settle()
        actions.append(.mayPublish(hasAsked: hasAsked))
    }
}
