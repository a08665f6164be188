internal import GossipWire

/// Large messages: announced by id, fetched over a stream.
extension NodeCore {
    mutating func openFetches(at now: Now, into effects: inout Effects) {
        while let first = largeWanted.first(where: { mayFetch(from: $0.from, at: now) }) {
            let open = sessions.values.reduce(0) { $0 + ($1.reconciles ? 0 : 1) }
            guard open < limits.fetchesMax else { return }
            let ids = largeWanted.filter { $0.from == first.from && wanted.contains($0.id) }
                .prefix(limits.fetchCountMax).map(\.id)
            let taken = Set(ids)
            dropLarge(largeWanted.filter { taken.contains($0.id) || !wanted.contains($0.id) })
            guard !ids.isEmpty, peers[first.from]?.isUp == true else {
                // Still wanted: asked for again when their time has come.
                dropLarge(largeWanted.filter { $0.from == first.from })
                continue
            }
            self.open(first.from, .fetch(ids), at: now, into: &effects)
        }
    }

    private func mayFetch(from slot: Int, at now: Now) -> Bool {
        peers[slot].map { $0.nextFetch <= now.monotonic } ?? true
    }

    /// A peer that announces what it then does not have is asked ever more rarely.
    mutating func paceFetches(_ order: SyncOrder, _ progress: SyncProgress, at now: Now) {
        guard case .fetch = order.purpose, let slot = peers.slot(of: order.peer),
            let peer = peers[slot]
        else { return }
        peer.idleFetches = progress.received > 0 ? 0 : peer.idleFetches + 1
        guard peer.idleFetches > 0 else { return }
        let wait = Nanoseconds.seconds(1) << UInt64(min(peer.idleFetches, 16))
        peer.nextFetch = now.monotonic + min(limits.idleSyncMax, wait)
    }

    /// Forgets large messages that came some other way.
    mutating func dropFulfilledLarge() {
        dropLarge(largeWanted.filter { !wanted.contains($0.id) })
    }

    private mutating func dropLarge(_ dropped: [LargeWant]) {
        for large in dropped { largeQueued.remove(large.id) }
        let kept = largeQueued
        largeWanted.removeAll { !kept.contains($0.id) }
    }
}
