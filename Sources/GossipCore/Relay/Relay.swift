internal import DequeModule
internal import GossipWire
internal import PlantedFaults

/// The live path of messages: what was seen, what is on its way to the log, and what waits for which
/// peer.
///
/// See <doc:Relay>. To whom a message goes eagerly is decided by its ``RelayStrategy`` alone.
struct Relay: ~Copyable {
    let limits: Limits
    let faults: Faults
    let strategy = Flooding()
    var seen: SeenMessages
    var inFlight = InFlightMessages()
    /// Ids that came in while not live; announced on going live.
    private(set) var heldBack: [MessageID] = []
    /// What waits for the peers, by slot.
    var outboxes: [Outbox]
    /// The peers that answer.
    private(set) var up = PeerSet.none
    /// True while the node is live: only then does it relay.
    private(set) var isLive = false
    private var nextAnnouncement: UInt64 = 0
    /// What the router has still to carry out.
    var actions = Deque<Action>()

    init(_ configuration: NodeConfiguration) {
        limits = configuration.limits
        faults = configuration.faults
        seen = SeenMessages(countMax: limits.seenMax)
        outboxes = Array(repeating: Outbox(limits, at: 0), count: limits.activePeersMax)
    }

    /// An order of the machine to the outside, or a fact for the other machines.
    enum Action: Equatable, Sendable {
        /// Check who wrote it.
        case verify(Ingest)
        /// Store it.
        case append(Ingest)
        /// A peer brought a message whose author did not sign it.
        case forged(by: PeerAddress?)
        /// A message came that may be wanted.
        case arrived(MessageID)
        /// Announce a message that is too large for a datagram, at once.
        case announceLarge(MessageID, to: Int)
    }

    // MARK: Peers

    /// Notes that a link was made in a slot.
    mutating func made(_ slot: Int, at now: UInt64) { outboxes[slot] = Outbox(limits, at: now) }

    mutating func cameUp(_ slot: Int) { up.insert(slot) }

    /// Notes that a peer is lost or forgotten: what waits for it is dropped, the next session brings it.
    mutating func lost(_ slot: Int, _ turn: inout Turn) {
        up.remove(slot)
        let waiting = outboxes[slot].removeAll()
        if !faults.has(.forgetsQueueUncounted) { turn.count(.waitedForLostPeer, waiting) }
    }

    /// Adapts the pace of a peer to what it has received.
    mutating func answered(_ slot: Int, _ answer: ProbeAnswer) {
        outboxes[slot].pacer.replied(sent: answer.sent, received: answer.received)
    }

    // MARK: Phases

    /// Notes the phase of the node; on going live, announces what came in meanwhile.
    mutating func entered(_ phase: NodePhase, _ turn: inout Turn) {
        isLive = phase == .live
        guard isLive, up != .none else { return }
        for id in heldBack { announce(id, to: up.subtracting(holders(of: id)), &turn) }
        heldBack.removeAll()
    }

    var isRelaying: Bool { isLive || faults.has(.relayWhileCatchingUp) }

    // MARK: Sending

    /// Relays a stored message, or holds its id back until the node is live.
    mutating func stored(_ ingest: Ingest, holders: PeerSet, isRelayed: Bool, _ turn: inout Turn) {
        switch (isLive, ingest.via) {
        case (true, .catchUp):
            // History goes lazily: a peer that lacks it asks.
            announce(ingest.message.id, to: up.subtracting(holders), &turn)
        case (true, _):
            if !isRelayed { relay(ingest.message, holders: holders, &turn) }
        case (false, .catchUp): break
        case (false, _):
            // Announced on going live, so that nothing falls between the two.
            guard heldBack.count < limits.heldBackMax else {
                turn.count(.heldBackFull)
                return
            }
            heldBack.append(ingest.message.id)
        }
    }

    /// Sends a message eagerly to the peers that the strategy names, and lazily to check on them.
    mutating func relay(_ message: Message, holders: PeerSet, _ turn: inout Turn) {
        let candidates = up.subtracting(holders)
        for slot in strategy.targets(for: message.id, among: candidates) {
            offer(message, to: slot, &turn)
        }
        if message.encoded.count <= PackedMessages.messageLengthMax {
            announce(message.id, to: candidates, &turn)
        }
    }

    /// Queues a message for one peer; pressure turns the payload into an announcement.
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

    /// Puts an id on the next round of announcements to these peers.
    private mutating func announce(_ id: MessageID, to targets: PeerSet, _ turn: inout Turn) {
        for slot in targets
        where !outboxes[slot].queue.announce(id, countMax: limits.announcementsMax) {
            turn.count(.announcementsFull)
        }
    }

    // MARK: Time

    /// Starts a round of announcements when one is due: most of them are answered by then, by the peer's
    /// own relaying.
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
