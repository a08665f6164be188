internal import GossipWire

/// Addresses that were heard of and are not contacted, in the order heard, with who told of them.
///
/// Bounded together with the links: what liars invent must not fill the memory.
struct AddressBook: Sendable {
    private var entries: [(address: PeerAddress, teller: PeerAddress?)] = []
    private let countMax: Int

    init(countMax: Int) { self.countMax = countMax }

    var count: Int { entries.count }

    /// Remembers an address that is no link's, and tells whether there was room.
    ///
    /// One peer fills an eighth of it at most: what a liar invents must leave room for what others know.
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

    /// Takes out the address that was heard of first.
    mutating func popFirst() -> PeerAddress? {
        entries.isEmpty ? nil : entries.removeFirst().address
    }
}
