internal import DequeModule
internal import GossipWire
internal import PlantedFaults

/// How far the node is, when it reconciles, with whom, and what follows from it.
///
/// - joining: looks for a peer. Moves to catching up when one answers, or to live, alone.
/// - catching up: stores what it receives and relays nothing, while a session asks a peer for what is
///   missing. Moves to live on proof of equality, or back to joining when all peers are lost.
/// - live: relays. Moves to catching up when it was alone and a peer appears, and when the clocks show
///   that it slept.
///
/// See <doc:CatchingUp>.
struct CatchUp: ~Copyable {
    let node: AuthorKey
    let limits: Limits
    let faults: Faults
    private(set) var phase = NodePhase.joining
    private var phaseSince: UInt64
    /// True when the node went live without any peer.
    private(set) var isAlone = false
    var sessions = OpenSessions()
    /// Where the node stands with its peers, by slot.
    var standings: [Standing?]
    /// The peers that answer.
    private(set) var up = PeerSet.none
    private(set) var doubt: Doubt
    /// What the router has still to carry out.
    var actions = Deque<Action>()

    init(_ configuration: NodeConfiguration, at now: UInt64) {
        node = configuration.node
        limits = configuration.limits
        faults = configuration.faults
        phaseSince = now
        standings = Array(repeating: nil, count: configuration.limits.activePeersMax)
        doubt = Doubt(isOpen: configuration.isInDoubt, until: now + limits.doubtMax)
    }

    /// An order of the machine to the outside, or a fact for the other machines.
    enum Action: Equatable, Sendable {
        /// Dial a peer and drive a session; the token is the link's.
        case openSync(SyncOrder, with: Int)
        /// The node has entered a phase.
        case entered(NodePhase)
        /// Keep what is known of a peer.
        case remember(Int)
        /// A session that fetched messages has ended; `nothing` when it brought none.
        case fetched(from: Int?, nothing: Bool)
        /// Publishing need not wait any longer.
        case mayPublish(hasAsked: Bool)
    }

    // MARK: Peers

    /// Notes that a link was made in a slot.
    mutating func made(_ slot: Int, _ address: PeerAddress) {
        standings[slot] = Standing(address: address)
    }

    mutating func forgotten(_ slot: Int) {
        up.remove(slot)
        standings[slot] = nil
    }

    /// A peer has come up, and with it the chance to learn what was missed.
    ///
    /// A node that was alone leaves the first word to the peer: one that returns dials at once, knows
    /// what it lacks, and its session serves both.
    mutating func cameUp(_ slot: Int, _ turn: inout Turn) {
        up.insert(slot)
        let soon = turn.now.monotonic + turn.random.next() % Nanoseconds.milliseconds(50)
        standings[slot]?.cameUp(nextSync: soon)
        guard phase == .joining || isAlone else { return }
        if isAlone { standings[slot]?.nextSync += limits.crossingWait / 4 }
        isAlone = false
        enter(.catchingUp, turn)
    }

    mutating func lost(_ slot: Int, _ turn: Turn) {
        up.remove(slot)
        // A link that comes up anew begins anew, whatever becomes of its stream.
        if let address = standings[slot]?.address { sessions.forgetServed(address) }
        guard up == .none else { return }
        switch phase {
        case .joining: break
        case .catchingUp: enter(.joining, turn)
        // Silence: whatever happens from now on, it is missed.
        case .live: isAlone = true
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
        isAlone = false
        enter(.live, turn)
    }

    private mutating func goLiveAlone(_ turn: inout Turn) {
        guard phase == .joining, up == .none else { return }
        let isPatient = turn.now.monotonic < phaseSince + limits.aloneAfter
        guard isNobodyKnown || !isPatient else { return }
        isAlone = true
        enter(.live, turn)
    }

    /// Catches up after a sleep: the node may have missed anything.
    mutating func slept(_ turn: inout Turn) {
        guard phase == .live else { return }
        if up == .none {
            isAlone = true
        } else {
            enter(.catchingUp, turn)
        }
    }

    private var isNobodyKnown: Bool { standings.allSatisfy { $0 == nil } }

    // MARK: Time

    /// Does what time demands.
    ///
    /// - Parameters:
    ///   - scope: What the log keeps.
    ///   - turn: The clocks and randomness.
    mutating func tick(keeping scope: Scope, _ turn: inout Turn) {
        goLiveAlone(&turn)
        settleDoubt(at: turn.now.monotonic)
        openSessions(keeping: scope, &turn)
    }

    /// The time of the next tick, on the monotonic clock.
    var nextDeadline: UInt64 {
        var deadline = min(doubt.deadline, nextSessionDeadline)
        if phase == .joining { deadline = min(deadline, phaseSince + limits.aloneAfter) }
        return deadline
    }

    /// Allows publishing once every peer that is up has been reconciled with, at once when there is
    /// nobody to ask, and in any case after a while.
    mutating func settleDoubt(at now: UInt64) {
        guard doubt.isOpen else { return }
        let hasAsked =
            phase == .live && up != .none && up.allSatisfy { standings[$0]?.isReconciled == true }
        let isNobodyThere = phase == .live && isNobodyKnown
        guard hasAsked || isNobodyThere || now >= doubt.deadline else { return }
        doubt.settle()
        actions.append(.mayPublish(hasAsked: hasAsked))
    }
}
