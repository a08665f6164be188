internal import GossipWire

/// The peers in contact, by slot and by address, and the addresses in reserve.
///
/// Slots are few and stay put, so that a set of peers is one word.
struct PeerTable {
    private(set) var slots: [Peer?] = []
    private var slotOf: [PeerAddress: Int] = [:]
    /// Addresses heard of but not contacted, in the order heard, and from whom.
    private(set) var reserve: [(address: PeerAddress, teller: PeerAddress?)] = []
    private let slotsMax: Int
    private let reserveMax: Int

    init(_ limits: Limits) {
        precondition(limits.activePeersMax <= PeerSet.capacity, "one bit a peer")
        slotsMax = limits.activePeersMax
        reserveMax = limits.knownPeersMax
    }

    var indices: Range<Int> { slots.indices }

    func slot(of address: PeerAddress) -> Int? { slotOf[address] }

    /// The peer in a slot.
    subscript(slot: Int) -> Peer? { slots[slot] }

    /// Puts a peer into a free slot, or into that of the peer that has been lost the longest.
    mutating func insert(_ peer: Peer) -> Int? {
        guard let slot = freeSlot() else { return nil }
        slots[slot] = peer
        slotOf[peer.address] = slot
        reserve.removeAll { $0.address == peer.address }
        if reserve.count + slotOf.count > reserveMax { reserve.removeLast() }
        return slot
    }

    /// Forgets a peer.
    mutating func remove(_ slot: Int) {
        guard let peer = slots[slot] else { return }
        slotOf[peer.address] = nil
        slots[slot] = nil
    }

    /// Remembers an address, and tells whether there was room.
    ///
    /// One peer fills an eighth of it at most: what a liar invents must leave room for what others know.
    mutating func addReserve(_ address: PeerAddress, from teller: PeerAddress? = nil) -> Bool {
        if slotOf[address] != nil || reserve.contains(where: { $0.address == address }) {
            return true
        }
        guard reserve.count + slotOf.count < reserveMax else { return false }
        if let teller {
            let told = reserve.reduce(0) { $0 + ($1.teller == teller ? 1 : 0) }
            guard told < max(1, reserveMax / 8) else { return false }
        }
        reserve.append((address, teller))
        return true
    }

    mutating func popReserve() -> PeerAddress? {
        reserve.isEmpty ? nil : reserve.removeFirst().address
    }

    private mutating func freeSlot() -> Int? {
        if let free = slots.firstIndex(where: { $0 == nil }) { return free }
        if slots.count < slotsMax {
            slots.append(nil)
            return slots.count - 1
        }
        let lost = slots.indices.filter { slot in
            slots[slot].map { !$0.isGiven && !$0.isUp && $0.failures > 0 } ?? false
        }
        guard
            let oldest = lost.min(by: {
                (slots[$0]?.lastHeard ?? 0, $0) < (slots[$1]?.lastHeard ?? 0, $1)
            })
        else { return nil }
        remove(oldest)
        return oldest
    }
}
