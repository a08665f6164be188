internal import DequeModule
internal import GossipWire
internal import PlantedFaults

/// The machine of the live path: it relays fresh messages and drops repeated ones.
///
/// See <doc:Relay>. Its ``RelayStrategy`` alone decides the peers that get a message eagerly.
struct Relay: ~Copyable {
    let limits: Limits
    let faults: Faults
    let strategy = Flooding()
    var seen: SeenMessages
    var inFlight: InFlightMessages
    var intake: IntakeBudget
    var authors: AuthorBudget
    /// Those whose messages are taken in; everybody's, when there is no list.
    var admitted: AuthorList?
    /// The ids that arrived before the node was live; announced on going live.
    private(set) var heldBack: [MessageID] = []
    /// The outboxes of the peers, by slot.
    var outboxes: [Outbox]
    /// The peers that answer.
    private(set) var up = PeerSet.none
    /// True while the node is live, and so relays.
    private(set) var isLive = false
    private var isAlone = false
    private var nextAnnouncement: UInt64 = 0
    /// The actions that the router has not yet performed.
    var actions = Deque<Action>()

    init(_ configuration: NodeConfiguration) {
        limits = configuration.limits
        faults = configuration.faults
        seen = SeenMessages(countMax: limits.seenMax)
        inFlight = InFlightMessages(slots: limits.activePeersMax)
        intake = IntakeBudget(limits)
        authors = AuthorBudget(
            limits.relayOfAuthor,
            ofGuest: limits.relayOfGuest,
            salt: configuration.seed.2
        )
        outboxes = Array(repeating: Outbox(limits, at: 0), count: limits.activePeersMax)
    }

    /// An order to the outside, or a fact for the other machines.
    enum Action: Equatable, Sendable {
        /// Judge the messages of a datagram.
        case verify(Bundle)
        /// Append a message to the log.
        case append(Ingest)
        /// A message that the peer with this key should not have sent: malformed, or not signed by its author.
        case breached(by: AuthorKey)
        /// A message refused because its time lies too far ahead, and the peer that has it.
        case tooEarly(MessageID, from: Int)
        /// The arrival of a message that may be wanted.
        case arrived(MessageID)
        /// Announce a message at once that is too large for a datagram.
        case announceLarge(MessageID, to: Int)
    }

    // MARK: Peers

    /// Begins the outbox of a new link in a slot.
    mutating func made(_ slot: Int, at now: UInt64) {
        outboxes[slot] = Outbox(limits, at: now)
        intake.made(slot)
    }

    mutating func cameUp(_ slot: Int) { up.insert(slot) }

    /// Notes that a peer is lost or forgotten.
    ///
    /// Its queue is dropped and counted; the next session brings the messages.
    mutating func lost(_ slot: Int, _ turn: inout Turn) {
        up.remove(slot)
        let waiting = outboxes[slot].removeAll()
        guard !faults.has(.forgetsQueueUncounted) else { return }
        turn.count(.waitedForLostPeer, waiting.messages)
        turn.count(.announcedToLostPeer, waiting.ids)
    }

    /// Adapts the pace of a peer to what it has received.
    mutating func answered(_ slot: Int, _ answer: ProbeAnswer) {
        outboxes[slot].pacer.replied(sent: answer.sent, received: answer.received)
    }

    // MARK: Phases

    /// Notes the phase of the node, and on going live announces the held-back ids.
    mutating func entered(_ phase: NodePhase, _ turn: inout Turn) {
        isLive = phase == .live
        isAlone = phase == .alone
        // Whoever comes up finds these in the log: a session is its first act.
        if isAlone { heldBack.removeAll() }
        guard isLive else { return }
        for id in heldBack { announce(id, to: up.subtracting(holders(of: id)), &turn) }
        heldBack.removeAll()
    }

    var isRelaying: Bool { isLive || faults.has(.relayWhileCatchingUp) }

    /// Forgets what was seen: the log takes messages again that it has removed.
    mutating func forgetSeen() { seen = SeenMessages(countMax: limits.seenMax) }

    // MARK: Sending

    /// Relays a stored message, or holds its id back until the node is live.
    ///
    /// - Parameters:
    ///   - ingest: The message, with its origin.
    ///   - holders: The peers that have it.
    ///   - entry: What was noted of it before its commit.
    ///   - turn: The clocks and counters.
    mutating func stored(
        _ ingest: Ingest,
        holders: PeerSet,
        _ entry: InFlightMessages.Entry?,
        _ turn: inout Turn
    ) {
        switch (isLive, ingest.via) {
        case (true, .catchUp):
            // History is announced only: a peer that lacks it asks.
            announce(ingest.message.id, to: up.subtracting(holders), &turn)
        case (true, _) where entry?.isRelayed == true: break
        case (true, _) where ingest.isUnchecked || entry?.isOverBudget == true:
            // Unchecked, it would go without its successor: a peer that asks gets it checked.
            announce(ingest.message.id, to: up.subtracting(holders), &turn)
        case (true, .own): relay(ingest.message, holders: holders, &turn)
        case (true, _) where spend(on: ingest.message, &turn):
            relay(ingest.message, holders: holders, &turn)
        case (true, _): announce(ingest.message.id, to: up.subtracting(holders), &turn)
        case (false, .catchUp): break
        case (false, _) where isAlone: break
        case (false, _):
            // Announced on going live: no message falls between the two phases.
            guard heldBack.count < limits.heldBackMax else {
                turn.count(.heldBackFull)
                return
            }
            heldBack.append(ingest.message.id)
        }
    }

    /// Tells whether a message may be relayed at once, and counts one that may not.
    mutating func spend(on message: Message, _ turn: inout Turn) -> Bool {
        spend(1, bytes: message.encoded.count, of: message.author, &turn)
    }

    /// Tells whether messages of one author that travel together may be, all or none.
    mutating func spend(on run: [Ingest], _ turn: inout Turn) -> Bool {
        guard let author = run.first?.message.author else { return false }
        let bytes = run.reduce(0) { $0 + $1.message.encoded.count }
        return spend(run.count, bytes: bytes, of: author, &turn)
    }

    private mutating func spend(
        _ count: Int,
        bytes: Int,
        of author: AuthorKey,
        _ turn: inout Turn
    ) -> Bool {
        let isGuest = admitted?.isGuest(author) ?? false
        let now = turn.now.monotonic
        if authors.spend(count, bytes: bytes, of: author, isGuest: isGuest, at: now) { return true }
        turn.count(.authorRate, count)
        return false
    }

    /// Sends a message eagerly to the peers that the strategy selects, and announces it to all
    /// candidates.
    mutating func relay(_ message: Message, holders: PeerSet, _ turn: inout Turn) {
        let candidates = up.subtracting(holders)
        for slot in strategy.targets(for: message.id, among: candidates) {
            offer(message, to: slot, &turn)
        }
        if message.encoded.count <= PackedMessages.messageLengthMax {
            announce(message.id, to: candidates, &turn)
        }
    }

    /// Queues a message for one peer; under pressure it is only announced.
    mutating func offer(_ message: Message, to slot: Int, _ turn: inout Turn) {
        guard message.encoded.count <= PackedMessages.messageLengthMax else {
            actions.append(.announceLarge(message.id, to: slot))
            return
        }
        let bytesMax = faults.has(.unboundedQueue) ? .max : limits.queueBytesMax
        if outboxes[slot].queue.add(message, bytesMax: bytesMax) {
            turn.counters.messagesRelayed += 1
        } else {
            turn.counters.payloadsAnnounced += 1
        }
    }

    /// Sends messages that must travel together to the peers that lack any of them, and announces them.
    ///
    /// The last proves the others.
    mutating func relay(run: [Message], _ turn: inout Turn) {
        guard let last = run.last else { return }
        let holders = run.map { self.holders(of: $0.id) }
        let everywhere = holders.dropFirst().reduce(holders[0]) { $0.intersection($1) }
        for slot in strategy.targets(for: last.id, among: up.subtracting(everywhere)) {
            guard let first = holders.firstIndex(where: { !$0.contains(slot) }) else { continue }
            let bytesMax = faults.has(.unboundedQueue) ? .max : limits.queueBytesMax
            if outboxes[slot].queue.add(run: run[first...], bytesMax: bytesMax) {
                turn.counters.messagesRelayed += UInt64(run.count - first)
            } else {
                turn.counters.payloadsAnnounced += UInt64(run.count - first)
            }
        }
        for (message, holders) in zip(run, holders) {
            announce(message.id, to: up.subtracting(holders), &turn)
        }
    }

    /// Adds an id to the next round of announcements to these peers.
    private mutating func announce(_ id: MessageID, to targets: PeerSet, _ turn: inout Turn) {
        for slot in targets {
            if outboxes[slot].queue.announce(id, countMax: limits.announcementsMax) {
                turn.counters.idsQueued += 1
            } else {
                turn.count(.announcementsFull)
            }
        }
    }

    // MARK: Time

    /// Starts a round of announcements when one is due.
    ///
    /// By then the peers' own relaying has made most of them superfluous.
    mutating func tick(at now: UInt64) {
        guard hasUndueAnnouncements else { return }
        if nextAnnouncement == 0 { nextAnnouncement = now + limits.announceInterval }
        guard nextAnnouncement <= now else { return }
        nextAnnouncement = 0
        for slot in up { outboxes[slot].startAnnouncements() }
    }

    /// The time of the next tick, on the monotonic clock.
    var nextDeadline: UInt64 {
        var deadline = hasUndueAnnouncements ? nextAnnouncement : .max
        for slot in up where outboxes[slot].hasWork {
            deadline = min(deadline, outboxes[slot].pacer.nextSend)
        }
        return deadline
    }

    private var hasUndueAnnouncements: Bool {
        for slot in up where outboxes[slot].hasUndueAnnouncements { return true }
        return false
    }
}
