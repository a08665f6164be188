internal import GossipWire

/// Peer exchange: a node given one peer learns the others.
extension NodeCore {
    mutating func discover(at now: Now, into effects: inout Effects) {
        guard !configuration.isStatic, nextDiscovery <= now.monotonic else { return }
        nextDiscovery = now.monotonic + random.jitter(limits.discoveryInterval)
        for slot in upPeers where peers[slot]?.isStatic == false {
            send(.peersWanted, to: slot, into: &effects)
        }
        promoteReserve(at: now)
    }

    mutating func sendPeers(to slot: Int, into effects: inout Effects) {
        guard !configuration.isStatic, let asker = peers[slot] else { return }
        let list = peerList(for: asker.address)
        send(.peers, to: slot, into: &effects) { list.encode(into: &$0) }
    }

    /// A node without room for a newcomer tells it of others: it may know nobody else.
    mutating func tellOthers(
        to address: PeerAddress,
        token: AddressToken,
        at now: Now,
        into effects: inout Effects
    ) {
        guard !configuration.isStatic, address.isSendable, token != .none, mayGreet(at: now) else {
            return
        }
        let list = peerList(for: address)
        send(.peers, to: address, token: token, into: &effects) { list.encode(into: &$0) }
    }

    private func peerList(for asker: PeerAddress) -> PeerList {
        let known = upPeers.compactMap { peers[$0] }
            .filter { $0.address != asker && !$0.isStatic }
            // Nobody outside can use an address of this machine.
            .filter { !$0.address.isLoopback || asker.isLoopback }
            .map(\.address)
        return PeerList(Array(known.prefix(PeerList.countMax)))
    }

    mutating func receivePeers(_ list: PeerList, from slot: Int, at now: Now) {
        guard !configuration.isStatic, let teller = peers[slot] else { return }
        for address in list.addresses {
            let isUsable =
                address.isSendable && address.isIPv4 == configuration.listen.isIPv4
                && (!address.isLoopback || teller.address.isLoopback)
                && address != configuration.listen
            guard isUsable, peers.addReserve(address, from: teller.address) else {
                counters.count(.addressRefused)
                continue
            }
        }
        promoteReserve(at: now)
    }

    /// Contacts reserve addresses while fewer peers are active than wanted.
    private mutating func promoteReserve(at now: Now) {
        while activeCount < limits.activePeersWanted, let address = peers.popReserve() {
            guard makePeer(address, isGiven: false, at: now) != nil else { return }
        }
    }
}
