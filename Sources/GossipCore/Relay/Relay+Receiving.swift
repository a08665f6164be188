internal import DequeModule
internal import GossipWire
internal import PlantedFaults

/// The way of a message from a datagram to the log.
extension Relay {
    /// The peer that sent a datagram.
    struct Sender {
        let slot: Int
        /// The name of its link.
        let address: PeerAddress
        /// The key that it has proved.
        let node: AuthorKey
        /// True for a peer that was not configured and whose log was never equal.
        let isStranger: Bool

        init(_ slot: Int, _ address: PeerAddress, _ node: AuthorKey, isStranger: Bool) {
            self.slot = slot
            self.address = address
            self.node = node
            self.isStranger = isStranger
        }
    }

    /// Takes in the messages of a datagram.
    ///
    /// Costs one copy of each new message and nothing else.
    ///
    /// - Returns: `false` when some were refused because the peer brings too much; it should hear of that
    ///   as of a loss.
    mutating func received(
        _ messages: PackedMessages,
        from sender: Sender,
        within scope: Scope,
        _ turn: inout Turn
    ) -> Bool {
        var count = 0
        for _ in messages { count += 1 }
        // Not even hashed: a flood of them must cost little.
        guard intake.hasLeft(for: sender, at: turn.now.monotonic) else {
            turn.count(.intakeRate, count)
            return false
        }
        var ingests: [Ingest] = []
        let refused = turn.counters[.intakeRate]
        for bytes in messages {
            guard let message = take(bytes, from: sender, within: scope, &turn) else { continue }
            turn.counters.messagesReceived += 1
            inFlight.insert(message, from: sender.slot)
            ingests.append(
                Ingest(message, via: .relay, from: sender.address, of: sender.node)
            )
        }
        let tookAll = turn.counters[.intakeRate] == refused
        guard !ingests.isEmpty else { return tookAll }
        let hasOthers = ingests.count < count
        let companions = hasOthers ? Self.companions(of: ingests, in: messages) : []
        actions.append(.verify(Bundle(ingests, companions: companions)))
        return tookAll
    }

    /// The message of some bytes, when it is new and may be stored.
    private mutating func take(
        _ bytes: UnsafeRawBufferPointer,
        from sender: Sender,
        within scope: Scope,
        _ turn: inout Turn
    ) -> Message? {
        guard let id = MessageID(encoded: bytes) else {
            malformed(by: sender, &turn)
            return nil
        }
        guard isNew(id, from: sender.slot, &turn), mayBring(bytes.count, sender, &turn)
        else { return nil }
        guard let message = try? Message(decoding: Array(bytes)) else {
            malformed(by: sender, &turn)
            return nil
        }
        guard admitted?.takesIn(message.author, within: scope) ?? true else {
            // Not noted as seen: the record that admits its author may be on its way.
            actions.append(.arrived(id))
            turn.count(.foreignAuthor)
            return nil
        }
        guard scope.keeps(message) else {
            // Refused before its signature is checked: a pruned message can be sent again for
            // ever.
            actions.append(.arrived(id))
            turn.count(scope.cuts.keeps(message) ? .pruned : .cut)
            return nil
        }
        return message
    }

    private mutating func malformed(by sender: Sender, _ turn: inout Turn) {
        turn.count(.malformedMessage)
        actions.append(.breached(by: sender.node))
    }

    /// The messages of a datagram that are not taken in and name a new one as the one before.
    private static func companions(
        of ingests: [Ingest],
        in messages: PackedMessages
    ) -> [Message] {
        var wanted = Set(ingests.map(\.message.id))
        let taken = wanted
        var companions: [Message] = []
        // An honest peer sends a message before its successor.
        for bytes in messages {
            guard let previous = Message.previous(inEncoded: bytes), wanted.contains(previous),
                let message = try? Message(decoding: Array(bytes)), !taken.contains(message.id)
            else { continue }
            wanted.insert(message.id)
            companions.append(message)
        }
        return companions
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
        let load = inFlight.load(of: slot)
        guard inFlight.count < limits.inFlightMax, inFlight.bytes < limits.inFlightBytesMax,
            load.count < limits.inFlightOfPeerMax, load.bytes < limits.inFlightBytesOfPeerMax
        else {
            turn.count(.inFlightFull)
            return false
        }
        return true
    }

    /// Tells whether a peer may bring one more message now, and counts the refusal.
    private mutating func mayBring(_ length: Int, _ sender: Sender, _ turn: inout Turn) -> Bool {
        guard intake.spend(length, of: sender, at: turn.now.monotonic) else {
            turn.count(.intakeRate)
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

    /// Takes in verdicts, and has the messages stored that are signed or vouched for.
    ///
    /// A live node relays the fresh ones among them at the same time.
    mutating func verified(_ batch: [Judged], _ turn: inout Turn) {
        var hasVouched = false
        for judged in batch {
            guard judged.verdict != .forged else {
                turn.count(.forged)
                _ = inFlight.remove(judged.ingest.message.id)
                if judged.blamesCarrier, let node = judged.ingest.sender {
                    actions.append(.breached(by: node))
                }
                continue
            }
            hasVouched = hasVouched || judged.verdict == .vouched
            append(judged.ingest, turn)
        }
        guard isRelaying else { return }
        if hasVouched {
            relayRuns(of: batch, &turn)
        } else {
            for judged in batch where judged.verdict == .signed && isFresh(judged.ingest, turn) {
                let message = judged.ingest.message
                guard let entry = inFlight[message.id] else { continue }
                guard spend(on: message, &turn) else {
                    inFlight.markOverBudget(message.id)
                    continue
                }
                inFlight.markRelayed(message.id)
                relay(message, holders: entry.holders, &turn)
            }
        }
    }

    private mutating func append(_ ingest: Ingest, _ turn: Turn) {
        let message = ingest.message
        let isStale = message.time + 10_000 < turn.now.wall
        if faults.has(.freshnessOnReplay), ingest.via == .catchUp, isStale { return }
        if faults.has(.seenBeforeCommit) { seen.insert(message.id, holders: .none) }
        actions.append(.append(ingest))
    }

    /// True for a live message that goes on before its commit.
    private func isFresh(_ ingest: Ingest, _ turn: Turn) -> Bool {
        ingest.via == .relay
            && ingest.message.time + limits.cutThroughMillisecondsMax >= turn.now.wall
            && inFlight[ingest.message.id] != nil
    }

    /// Relays each signed message together with those of its datagram that it vouches for.
    private mutating func relayRuns(of batch: [Judged], _ turn: inout Turn) {
        var vouched: [MessageID: Ingest] = [:]
        for judged in batch where judged.verdict == .vouched && judged.ingest.via == .relay {
            vouched[judged.ingest.message.id] = judged.ingest
        }
        for judged in batch where judged.verdict == .signed && judged.ingest.via == .relay {
            var run = [judged.ingest]
            while let last = run.last?.message, let before = vouched[last.previous],
                before.message.isBefore(last)
            {
                vouched[last.previous] = nil
                run.append(before)
            }
            guard run.allSatisfy({ isFresh($0, turn) }) else { continue }
            guard spend(on: run, &turn) else {
                for ingest in run { inFlight.markOverBudget(ingest.message.id) }
                continue
            }
            for ingest in run { inFlight.markRelayed(ingest.message.id) }
            guard run.count > 1 else {
                relay(judged.ingest.message, holders: holders(of: judged.ingest.message.id), &turn)
                continue
            }
            relay(run: run.reversed().map(\.message), &turn)
        }
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
            // Pruned ones, too: a repeat is then refused as a duplicate. One of a foreign author may come
            // again once a record admits it.
            if outcome != .failed, outcome != .foreign {
                seen.insert(ingest.message.id, holders: holders)
            }
            switch outcome {
            case .stored:
                stored(ingest, holders: holders, entry, &turn)
            case .duplicate: turn.count(.storedDuplicate)
            case .pruned: turn.count(.pruned)
            case .cut: turn.count(.cut)
            case .foreign: turn.count(.foreignAuthor)
            case .refused: turn.count(.forged)
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
