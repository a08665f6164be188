internal import GossipWire

/// The addresses heard of and not contacted, in the order heard, each with the peer that told it.
///
/// Bounded together with the links: invented addresses must not fill the memory.
struct AddressBook: Sendable {
    private var entries: [(address: PeerAddress, teller: PeerAddress?)] = []
    private let countMax: Int

    init(countMax: Int) { self.countMax = countMax }

    var count: Int { entries.count }

    /// Remembers an address without a link, and tells whether there was room.
    ///
    /// One peer fills an eighth at most: its inventions must leave room for the addresses of
    /// others.
    mutating func add(
        _ address: PeerAddress,
        from teller: PeerAddress?,
        besides linkCount: Int
    ) -> Bool {
        if entries.contains(where: { $0.address == address }) { return true }
        guard entries.count + linkCount < countMax else { return false }
        if let teller {
            let told = entries.reduce(0) { $0 + ($1.teller == teller ? 1 : 0) }
            guard told < max(1, countMax / 8) else { return false }
        }
        entries.append((address, teller))
        return true
    }

    mutating func remove(_ address: PeerAddress) {
        entries.removeAll { $0.address == address }
    }

    /// Drops the newest addresses until they fit beside the links.
    mutating func trim(besides linkCount: Int) {
        let room = max(0, countMax - linkCount)
        if entries.count > room { entries.removeLast(entries.count - room) }
    }

    /// Removes and returns the address that was heard of first.
    mutating func popFirst() -> PeerAddress? {
        entries.isEmpty ? nil : entries.removeFirst().address
    }
}
