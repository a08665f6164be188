internal import DequeModule
internal import GossipWire

/// The machine that repairs losses: it requests announced messages that do not come.
///
/// It serves the requests of peers from the log. See <doc:Relay>, *Lazy*; the digests repair the
/// rest.
struct Repair: ~Copyable {
    let limits: Limits
    var wanted = WantedMessages()
    var large = LargeWants()
    var postponed = PostponedMessages()
    /// The time of the next look at the postponed messages, on the monotonic clock.
    var postponedDeadline = UInt64.max
    /// The paces of the peers, by slot.
    var paces: [RepairPace]
    /// The peers that answer.
    private(set) var up = PeerSet.none
    /// The number of streams that fetch large messages now.
    var openFetches = 0
    /// The actions that the router has not yet performed.
    var actions = Deque<Action>()

    init(_ limits: Limits) {
        self.limits = limits
        paces = Array(repeating: RepairPace(), count: limits.activePeersMax)
    }

    /// An order to the outside, or a fact for the other machines.
    enum Action: Equatable, Sendable {
        /// Request these messages from a peer.
        case request([MessageID], from: Int)
        /// Find the ids of these announced messages that the log lacks.
        case findLacking([MessageID], from: Int)
        /// Read these messages from the log for a peer.
        case lookUp([MessageID], for: Int)
        /// Fetch these messages from a peer over a stream.
        case fetch([MessageID], from: Int)
        /// Send a message that a peer requested.
        case offer(Message, to: Int)
    }

    // MARK: Peers

    /// Begins the pace of a new link in a slot.
    mutating func made(_ slot: Int) { paces[slot] = RepairPace() }

    mutating func cameUp(_ slot: Int) { up.insert(slot) }

    mutating func lost(_ slot: Int) {
        up.remove(slot)
        paces[slot].lookUps = 0
        postponed.remove(of: slot)
    }

    mutating func answered(_ slot: Int, _ answer: ProbeAnswer) {
        paces[slot].roundTrip = answer.roundTrip
    }

    // MARK: Wanting

    /// Takes in announced messages that are unknown here.
    ///
    /// - Parameters:
    ///   - ids: The messages.
    ///   - isLarge: True for messages that are fetched over a stream.
    ///   - slot: The peer that announced them.
    ///   - scope: The scope of the log.
    ///   - turn: The clocks and counters.
    mutating func announced(
        _ ids: [MessageID],
        isLarge: Bool,
        from slot: Int,
        within scope: Scope,
        _ turn: inout Turn
    ) {
        var old: [MessageID] = []
        for id in ids {
            guard scope.mayKeep(id) else {
                turn.count(.pruned)
                continue
            }
            guard id.time <= turn.now.wall + limits.futureMillisecondsMax else {
                postpone(id, from: slot, &turn)
                continue
            }
            guard hasRoom(for: slot, &turn) else { continue }
            // An older message than the seen ids reach may be in the log: ask that first.
            if id.time + limits.cutThroughMillisecondsMax < turn.now.wall, !isLarge {
                old.append(id)
            } else {
                want(id, isLarge: isLarge, from: slot, at: turn.now.monotonic)
            }
        }
        if !old.isEmpty { actions.append(.findLacking(old, from: slot)) }
    }

    /// Takes in the announced old messages that the log lacks.
    mutating func lacking(_ ids: [MessageID], from slot: Int?, _ turn: inout Turn) {
        guard let slot else { return turn.count(.peerNotUp) }
        for id in ids where hasRoom(for: slot, &turn) {
            want(id, isLarge: false, from: slot, at: turn.now.monotonic)
        }
    }

    /// Notes the arrival of a message, by whichever path.
    mutating func arrived(_ id: MessageID) { wanted.remove(id) }

    /// Takes in the outcomes of a commit; a failed message stays wanted.
    mutating func ingested(_ batch: [(ingest: Ingest, outcome: IngestOutcome)]) {
        for (ingest, outcome) in batch where outcome != .failed { arrived(ingest.message.id) }
    }

    private func hasRoom(for slot: Int, _ turn: inout Turn) -> Bool {
        let hasRoom = wanted.hasRoom(for: slot, of: limits.wantedMax)
        if !hasRoom { turn.count(.wantedFull) }
        return hasRoom
    }

    private mutating func want(_ id: MessageID, isLarge: Bool, from slot: Int, at now: UInt64) {
        // On a long path the message may arrive long after its announcement.
        let wait = isLarge ? 0 : max(limits.wantDelay, paces[slot].roundTrip / 2)
        wanted.add(id, from: slot, isLarge: isLarge, deadline: now + wait)
    }

    // MARK: Time

    /// Requests the announced messages whose wait is over.
    mutating func tick(_ turn: inout Turn) {
        requestPostponed(at: turn.now)
        requestWanted(&turn)
        openFetches(at: turn.now.monotonic)
    }

    /// The time of the next tick, on the monotonic clock.
    var nextDeadline: UInt64 { min(wanted.nextDeadline ?? .max, postponedDeadline) }

    private mutating func requestWanted(_ turn: inout Turn) {
        let now = turn.now.monotonic
        var requests: [Int: [MessageID]] = [:]
        while let (id, want) = wanted.popDue(at: now) {
            guard want.attempts < limits.requestAttemptsMax, up.contains(want.from) else {
                wanted.remove(id)
                turn.count(.wantedGivenUp)
                continue
            }
            wanted.asked(id, deadline: now + answerWait(want))
            turn.counters.requested += 1
            if want.isLarge {
                if large.count >= limits.wantedMax { large.removeAll { !wanted.contains($0) } }
                large.append(id, from: want.from)
            } else {
                requests[want.from, default: []].append(id)
            }
        }
        for slot in requests.keys.sorted() {
            actions.append(.request(requests[slot] ?? [], from: slot))
        }
    }

    /// The wait for an answer, at least a round trip: an earlier repeat would fetch everything
    /// twice.
    private func answerWait(_ want: WantedMessages.Want) -> UInt64 {
        guard !want.isLarge else { return limits.fetchTimeout }
        let measured = paces[want.from].roundTrip
        return max(limits.requestTimeout, 2 * (measured > 0 ? measured : limits.roundTripFirst))
    }
}
