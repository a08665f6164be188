internal import DequeModule
internal import GossipWire

/// The fetching of large messages: announced by id, fetched over a stream.
extension Repair {
    mutating func openFetches(at now: UInt64) {
        while let slot = large.firstPeer(where: { paces[$0].nextFetch <= now }) {
            guard openFetches < limits.fetchesMax else { return }
            let ids = Array(
                large.ids(from: slot).filter(wanted.contains).prefix(limits.fetchCountMax)
            )
            let taken = Set(ids)
            large.removeAll { taken.contains($0) || !wanted.contains($0) }
            guard !ids.isEmpty, up.contains(slot) else {
                // Those still wanted come back when their deadline is over.
                large.removeAll(from: slot)
                continue
            }
            openFetches += 1
            actions.append(.fetch(ids, from: slot))
        }
    }

    /// Takes in the end of a fetch.
    ///
    /// - Parameters:
    ///   - slot: The peer, `nil` when it is forgotten.
    ///   - isIdle: True when no message came.
    ///   - now: The monotonic clock.
    mutating func fetched(from slot: Int?, nothing isIdle: Bool, at now: UInt64) {
        openFetches -= 1
        guard let slot else { return }
        paces[slot].fetched(nothing: isIdle, at: now, waitMax: limits.idleSyncMax)
    }
}
