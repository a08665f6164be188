internal import DequeModule
internal import GossipWire
internal import PlantedFaults

/// The way of a message from a datagram to the log.
extension Relay {
    /// Takes in the messages of a datagram.
    ///
    /// Costs one copy of each new message and nothing else.
    mutating func received(
        _ messages: PackedMessages,
        from slot: Int,
        at address: PeerAddress,
        within scope: Scope,
        _ turn: inout Turn
    ) {
        for bytes in messages {
            guard let id = MessageID(encoded: bytes) else {
                turn.count(.malformedMessage)
                continue
            }
            guard isNew(id, from: slot, &turn) else { continue }
            guard let message = try? Message(decoding: Array(bytes)) else {
                turn.count(.malformedMessage)
                continue
            }
            guard scope.keeps(message) else {
                // Refused before its signature is checked: a pruned message can be sent again for
                // ever.
                actions.append(.arrived(id))
                turn.count(.pruned)
                continue
            }
            turn.counters.messagesReceived += 1
            inFlight.insert(message, holders: PeerSet(slot))
            actions.append(.verify(Ingest(message, via: .relay, from: address)))
        }
    }

    /// Tells whether a message is new and has room, and counts the refusal.
    private mutating func isNew(_ id: MessageID, from slot: Int, _ turn: inout Turn) -> Bool {
        guard !isKnown(id, from: slot) || faults.has(.noDeduplication) else {
            turn.count(.duplicate)
            return false
        }
        guard id.time <= turn.now.wall + limits.futureMillisecondsMax else {
            actions.append(.tooEarly(id, from: slot))
            return false
        }
        guard inFlight.count < limits.inFlightMax, inFlight.bytes < limits.inFlightBytesMax else {
            turn.count(.inFlightFull)
            return false
        }
        return true
    }

    /// Tells whether a message is stored or on its way to be, and notes its sender as a holder.
    mutating func isKnown(_ id: MessageID, from slot: Int) -> Bool {
        seen.noteHolder(slot, of: id) || inFlight.noteHolder(slot, of: id)
    }

    /// True for a message that is stored or on its way to be.
    func isKnown(_ id: MessageID) -> Bool { seen.contains(id) || inFlight[id] != nil }

    /// The ids that are unknown here, of those that the log lacked a moment ago.
    func unknown(_ ids: [MessageID]) -> [MessageID] { ids.filter { !isKnown($0) } }

    /// The ids of an announcement that are unknown here.
    ///
    /// The peer is noted as a holder of the others.
    mutating func unknown(_ ids: IDList, from slot: Int) -> [MessageID] {
        var unknown: [MessageID] = []
        for id in ids where !isKnown(id, from: slot) { unknown.append(id) }
        return unknown
    }

    /// Takes in the verdicts of a batch, and has the authentic messages stored.
    ///
    /// A live node relays the fresh ones among them at the same time.
    mutating func verified(_ batch: [(ingest: Ingest, isAuthentic: Bool)], _ turn: inout Turn) {
        for (ingest, isAuthentic) in batch {
            guard isAuthentic else {
                turn.count(.forged)
                _ = inFlight.remove(ingest.message.id)
                actions.append(.forged(by: ingest.peer))
                continue
            }
            append(ingest, &turn)
        }
    }

    private mutating func append(_ ingest: Ingest, _ turn: inout Turn) {
        let message = ingest.message
        let isStale = message.time + 10_000 < turn.now.wall
        if faults.has(.freshnessOnReplay), ingest.via == .catchUp, isStale { return }
        if faults.has(.seenBeforeCommit) { seen.insert(message.id, holders: .none) }
        actions.append(.append(ingest))
        guard isRelaying, ingest.via == .relay,
            message.time + limits.cutThroughMillisecondsMax >= turn.now.wall,
            let entry = inFlight[message.id]
        else { return }
        inFlight.markRelayed(message.id)
        relay(message, holders: entry.holders, &turn)
    }

    /// Takes in the outcomes of a commit.
    ///
    /// Only a durable message counts as seen: after a failed commit a repeat must have its chance.
    ///
    /// - Parameters:
    ///   - batch: The messages, each with its outcome.
    ///   - turn: The counters.
    ///   - slot: The slot of the peer at an address.
    mutating func ingested(
        _ batch: [(ingest: Ingest, outcome: IngestOutcome)],
        _ turn: inout Turn,
        slot: (PeerAddress) -> Int?
    ) {
        for (ingest, outcome) in batch {
            let entry = inFlight.remove(ingest.message.id)
            var holders = entry?.holders ?? .none
            if let slot = ingest.peer.flatMap(slot) { holders.insert(slot) }
            // Pruned ones, too: a repeat is then refused as a duplicate.
            if outcome != .failed { seen.insert(ingest.message.id, holders: holders) }
            switch outcome {
            case .stored:
                stored(ingest, holders: holders, isRelayed: entry?.isRelayed ?? false, &turn)
            case .duplicate: turn.count(.storedDuplicate)
            case .pruned: turn.count(.pruned)
            case .failed: turn.count(.commitFailed)
            }
        }
    }

    func holders(of id: MessageID) -> PeerSet {
        var holders = seen.holders(of: id)
        if let entry = inFlight[id] { holders.formUnion(entry.holders) }
        return holders
    }
}
