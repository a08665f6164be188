internal import BasicContainers
internal import GossipWire

/// The places of channels: whose they are, and to which addresses they lead.
extension Channels {
    /// Says whether others have contact with whoever is at an address, or seek it.
    mutating func keep(_ address: PeerAddress, _ isKept: Bool) {
        if isKept { contacts.insert(address) } else { contacts.remove(address) }
    }

    private func isIdle(_ place: Int) -> Bool {
        guard let addresses = table[place]?.addresses else { return false }
        return !addresses.contains { contacts.contains($0) }
    }

    /// The key that the peer at an address has proved.
    func node(at address: PeerAddress) -> AuthorKey? {
        placeOf[address].flatMap { table[$0]?.node }
    }

    /// Makes an address that of a channel.
    mutating func bind(_ address: PeerAddress, to place: Int) {
        if let former = placeOf[address], former != place {
            table[former]?.addresses.removeAll { $0 == address }
        }
        placeOf[address] = place
        guard table[place]?.addresses.first != address else { return }
        table[place]?.addresses.removeAll { $0 == address }
        table[place]?.addresses.insert(address, at: 0)
        if let surplus = table[place]?.addresses.dropFirst(limits.addressesMax) {
            for address in surplus { placeOf[address] = nil }
            table[place]?.addresses.removeLast(surplus.count)
        }
    }

    /// The place of the channel to a node; a new one where there is none, `nil` without room.
    mutating func place(of node: AuthorKey, _ turn: inout Turn) -> Int? {
        if let place = table.firstIndex(where: { $0?.node == node }) { return place }
        guard let place = freePlace(&turn) else { return nil }
        table[place] = Channel(node: node, at: turn.now.monotonic)
        return place
    }

    private mutating func freePlace(_ turn: inout Turn) -> Int? {
        if let free = table.firstIndex(where: { $0 == nil }) { return free }
        if table.count < limits.channelsMax {
            table.append(nil)
            return table.count - 1
        }
        let idle = table.indices.filter { isIdle($0) }
        guard let oldest = idle.min(by: { usedAt($0) < usedAt($1) }) else { return nil }
        close(oldest, &turn)
        return oldest
    }

    private func usedAt(_ place: Int) -> UInt64 { table[place]?.usedAt ?? 0 }

    /// Gives a channel up, with all its keys.
    mutating func close(_ place: Int, _ turn: inout Turn) {
        guard let channel = table[place] else { return }
        turn.count(.noChannel, channel.held.count)
        for address in channel.addresses { placeOf[address] = nil }
        for keys in channel.keys { placeOfIndex[keys.ownIndex] = nil }
        table[place] = nil
    }

    /// A number for a session that no other has.
    func newIndex(_ turn: inout Turn) -> UInt32 {
        while true {
            let index = UInt32(truncatingIfNeeded: turn.random.next())
            if index != 0, placeOfIndex[index] == nil, !isPending(index) { return index }
        }
    }

    private func isPending(_ index: UInt32) -> Bool {
        initiations.indices.contains { initiations[$0].attempt.terms.index == index }
            || halfOpen.indices.contains { halfOpen[$0].own.index == index }
    }
}
