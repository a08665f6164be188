public import GossipWire

#if PLANTED_FAULTS
internal import PlantedFaults
#endif

/// The one door into the log: every message, whichever way it came, is verified, then appended, then
/// told to the core with its outcome.
extension NodeCore {
    /// Takes in the verdicts of a batch.
    ///
    /// Authentic messages are appended and, when the node is live
    /// and they are fresh, relayed at the same time.
    public mutating func verified(
        _ batch: [(ingest: Ingest, isAuthentic: Bool)],
        at now: Now,
        into effects: inout Effects
    ) {
        for (ingest, isAuthentic) in batch {
            guard isAuthentic else {
                refuseForged(ingest, at: now)
                continue
            }
            #if PLANTED_FAULTS
            if PlantedFault.freshnessOnReplay.isActive, ingest.via == .catchUp,
                ingest.message.time + 10_000 < now.wall
            {
                continue
            }
            if PlantedFault.seenBeforeCommit.isActive {
                seen.insert(ingest.message.id, holders: .none)
            }
            #endif
            effects.list.append(.append(ingest))
            guard isRelaying, ingest.via == .relay,
                ingest.message.time + limits.cutThroughMillisecondsMax >= now.wall,
                let entry = inFlight[ingest.message.id]
            else { continue }
            inFlight.markRelayed(ingest.message.id)
            relay(ingest.message, holders: entry.holders, into: &effects)
        }
        flush(at: now, into: &effects)
    }

    /// Whether what comes in is relayed.
    private var isRelaying: Bool {
        #if PLANTED_FAULTS
        if PlantedFault.relayWhileCatchingUp.isActive { return true }
        #endif
        return phase == .live
    }

    /// Takes in the outcomes of a commit, the node's own messages among them.
    public mutating func ingested(
        _ batch: [(ingest: Ingest, outcome: IngestOutcome)],
        at now: Now,
        into effects: inout Effects
    ) {
        for (ingest, outcome) in batch {
            let id = ingest.message.id
            let entry = inFlight.remove(id)
            var holders = entry?.holders ?? .none
            if let peer = ingest.peer, let slot = peers.slot(of: peer) { holders.insert(slot) }
            switch outcome {
            case .stored(let arrival):
                settled.add(id, arrival: arrival)
                if let session = ingest.session { noteUse(of: session, at: now) }
                seen.insert(id, holders: holders)
                wanted.remove(id)
                stored(
                    ingest,
                    holders: holders,
                    isRelayed: entry?.isRelayed ?? false,
                    into: &effects
                )
            case .duplicate:
                seen.insert(id, holders: holders)
                wanted.remove(id)
                counters.count(.storedDuplicate)
            case .pruned:
                // Not asked for again, and not looked at again when a peer repeats it.
                seen.insert(id, holders: holders)
                wanted.remove(id)
                counters.count(.pruned)
            case .failed: counters.count(.commitFailed)
            }
        }
        flush(at: now, into: &effects)
    }

    /// A forged message is dropped, and a peer that sends them is not listened to for a while: an
    /// honest one relays only what it has verified.
    private mutating func refuseForged(_ ingest: Ingest, at now: Now) {
        counters.count(.forged)
        _ = inFlight.remove(ingest.message.id)
        guard let address = ingest.peer,
            let slot = peers.slot(of: address), let peer = peers[slot]
        else { return }
        peer.forgedCount += 1
        guard peer.forgedCount >= limits.forgedMax else { return }
        peer.forgedCount = 0
        peer.mutedUntil = now.monotonic + limits.muteDuration
    }

    /// Takes in that the log has been pruned: such messages are out of every comparison from now on.
    ///
    /// - Parameters:
    ///   - ids: The messages that are gone.
    ///   - scope: What the log keeps now.
    ///   - aim: The horizon that the pruning under way goes to, step by step; `nil` = none is.
    public mutating func pruned(
        _ ids: [MessageID],
        keeping scope: Scope,
        aimingAt aim: UInt64? = nil
    ) {
        settled.remove(ids, keeping: scope)
        pruningAim = aim ?? 0
    }

    private mutating func stored(
        _ ingest: Ingest,
        holders: PeerSet,
        isRelayed: Bool,
        into effects: inout Effects
    ) {
        switch (phase, ingest.via) {
        case (.live, .catchUp):
            // History goes lazily: a peer that lacks it asks.
            announce(ingest.message.id, to: upPeers.subtracting(holders))
        case (.live, _):
            if !isRelayed { relay(ingest.message, holders: holders, into: &effects) }
        case (_, .catchUp): break
        case (_, _):
            // Not relayed now; announced on going live, so that nothing falls between the two.
            guard heldBack.count < limits.heldBackMax else {
                counters.count(.heldBackFull)
                return
            }
            heldBack.append(ingest.message.id)
        }
    }

    /// Sends a message eagerly to the peers that the strategy names, and lazily to check on them.
    mutating func relay(_ message: Message, holders: PeerSet, into effects: inout Effects) {
        let candidates = upPeers.subtracting(holders)
        let targets = strategy.targets(for: message.id, among: candidates)
        for slot in targets {
            guard message.encoded.count <= PackedMessages.messageLengthMax else {
                send(.announceLarge, to: slot, into: &effects) { $0.append(message.id) }
                continue
            }
            let isQueued = peers[slot]?.queue.add(message, bytesMax: limits.queueBytesMax)
            if isQueued == true {
                counters.messagesRelayed += 1
            } else {
                counters.payloadsAnnounced += 1
            }
        }
        if message.encoded.count <= PackedMessages.messageLengthMax {
            announce(message.id, to: candidates)
        }
    }

    /// Puts an id on the next round of announcements to these peers.
    mutating func announce(_ id: MessageID, to targets: PeerSet) {
        for slot in targets {
            let isQueued = peers[slot]?.queue.announce(id, countMax: limits.announcementsMax)
            if isQueued != true { counters.count(.announcementsFull) }
        }
    }
}
