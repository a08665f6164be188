internal import DequeModule
internal import GossipWire
internal import PlantedFaults

/// Turns: more peers may be configured than have room, and each is contacted in its turn.
///
/// A silent peer gives its slot to one that waits, and to any caller.
extension Membership {
    /// Gives slots to configured peers that wait for one.
    mutating func contactWaiting(at now: UInt64) {
        while let next = waiting.firstIndex(where: { $0.nextContact <= now })
            ?? waiting.indices.first
        {
            let isDue = waiting[next].nextContact <= now
            let failuresMin = limits.redialsUntilDown
            let patience = limits.answerPatience
            let slot = freeSlot { link in
                isDue && link.failures >= failuresMin && link.greetedAt + patience <= now
            }
            guard let slot = slot ?? reclaimSlot() else { return }
            var link = waiting.remove(at: next)
            // A turn lasts until a greeting may have been answered.
            link.greetedAt = now
            occupy(slot, with: link)
        }
    }

    /// Takes the slot of a peer that does not answer; a configured one waits for another turn.
    private mutating func vacate(_ slot: Int) {
        guard let link = links[slot] else { return }
        forget(slot)
        if link.isConfigured { waiting.append(link) }
    }

    /// Keeps the cursor of a configured peer that waits for its turn.
    mutating func keep(_ cursor: PeerCursor?, for address: PeerAddress) {
        guard let index = waiting.firstIndex(where: { $0.address == address }) else { return }
        waiting[index].cursor = cursor
    }

    /// The slots kept for configured peers.
    var slotsKept: Int { limits.activePeersMax / 2 }

    /// Takes the slot of the least useful stranger for a configured peer, while those have fewer than are kept
    /// for them.
    ///
    /// Strangers may have come first and answer all of them: a name may resolve late, and a peer be added while
    /// the node runs.
    mutating func reclaimSlot() -> Int? {
        guard trusted.configured.count < slotsKept,
            !configuration.faults.has(.reservesNoSlots)
        else { return nil }
        let strangers = links.indices.filter { links[$0]?.isConfigured == false }
        guard let least = strangers.min(by: { useRank($0) < useRank($1) }) else { return nil }
        forget(least)
        return least
    }

    /// The order in which strangers give way: those never equal first, then those idle for longest.
    private func useRank(_ slot: Int) -> (Int, UInt64, Int) {
        (links[slot]?.cursor == nil ? 0 : 1, links[slot]?.usedAt ?? 0, slot)
    }

    /// The number of peers that answer, or may do so soon.
    var hopefulCount: Int {
        links.reduce(0) { count, link in
            guard let link else { return count }
            return count + (link.isUp || link.failures < limits.redialsUntilDown ? 1 : 0)
        }
    }

    /// A free slot, or the slot of a silent peer that gives it up.
    ///
    /// Peers known by hearsay go first, then the peer that was lost longest ago.
    mutating func freeSlot(orOf givesUp: (Link) -> Bool) -> Int? {
        if let free = links.firstIndex(where: { $0 == nil }) { return free }
        if links.count < limits.activePeersMax {
            links.append(nil)
            return links.count - 1
        }
        let silent = links.indices.filter { slot in
            links[slot].map { !$0.isUp && givesUp($0) } ?? false
        }
        guard let least = silent.min(by: { turnRank($0) < turnRank($1) }) else { return nil }
        vacate(least)
        return least
    }

    /// Takes the slot of the peer that is up and has brought nothing for longest; `false` when all have
    /// brought something lately, or may stay whatever they bring.
    ///
    /// It comes again, as others do. In a full network peers so take turns.
    mutating func evictIdle(at now: UInt64) -> Bool {
        guard now >= nextEviction else { return false }
        let idle = up.filter { slot in
            guard let link = links[slot], !link.isConfigured, link.cursor == nil else {
                return false
            }
            return link.usedAt + limits.idlePatience <= now
        }
        guard let least = idle.min(by: { usedAt($0) < usedAt($1) }) else { return false }
        nextEviction = now + limits.evictionInterval
        forget(least)
        return true
    }

    private func usedAt(_ slot: Int) -> (UInt64, Int) { (links[slot]?.usedAt ?? 0, slot) }

    /// Notes the peers that brought new messages.
    mutating func ingested(_ batch: [(ingest: Ingest, outcome: IngestOutcome)], at now: UInt64) {
        var last: PeerAddress?
        for (ingest, outcome) in batch where ingest.peer != last {
            guard case .stored = outcome, let peer = ingest.peer else { continue }
            last = peer
            if let slot = slot(of: peer) { links[slot]?.usedAt = now }
        }
    }

    private func turnRank(_ slot: Int) -> (Int, UInt64, Int, Int) {
        guard let link = links[slot] else { return (0, 0, 0, slot) }
        return (link.isConfigured ? 1 : 0, link.lastHeard, -link.failures, slot)
    }
}
