internal import DequeModule
internal import GossipWire

/// Peer exchange: a node given one peer learns the others.
extension Membership {
    mutating func discover(_ turn: inout Turn) {
        guard !configuration.isStatic, nextDiscovery <= turn.now.monotonic else { return }
        nextDiscovery = turn.now.monotonic + turn.random.jitter(limits.discoveryInterval)
        for slot in up where links[slot]?.isStatic == false {
            send(.peersWanted, to: slot)
        }
        contactMore(&turn)
    }

    /// Answers a peer that asks for peers.
    mutating func sendPeers(to slot: Int) {
        guard !configuration.isStatic, let asker = links[slot] else { return }
        send(.peers(peerList(for: asker.path)), to: slot)
    }

    /// Tells a newcomer without room here the addresses of others: it may know nobody else.
    mutating func tellOthers(to address: PeerAddress, token: AddressToken) {
        guard !configuration.isStatic, token != .none else { return }
        actions.append(.send(.peers(peerList(for: address)), to: address, token))
    }

    private func peerList(for asker: PeerAddress) -> PeerList {
        let known = up.compactMap { links[$0] }
            .filter { $0.path != asker && !$0.isStatic }
            // Another machine cannot use a loopback address of this one.
            .filter { !$0.streamAddress.isLoopback || asker.isLoopback }
            // Nor one of a link: the interface has a name on this machine alone.
            .filter { !$0.streamAddress.isLinkLocal }
            .map(\.streamAddress)
        return PeerList(Array(known.prefix(PeerList.countMax)))
    }

    /// Takes in the addresses that a peer tells.
    mutating func receivePeers(_ list: PeerList, from slot: Int, _ turn: inout Turn) {
        guard !configuration.isStatic, let teller = links[slot] else { return }
        for address in list.addresses {
            let isUsable =
                address.isSendable && address.isIPv4 == configuration.listen.isIPv4
                && (!address.isLoopback || teller.path.isLoopback)
                && address != configuration.listen
            guard isUsable, remember(address, from: teller.address) else {
                turn.count(.addressRefused)
                continue
            }
        }
        contactMore(&turn)
    }

    private mutating func remember(_ address: PeerAddress, from teller: PeerAddress) -> Bool {
        slot(of: address) != nil || slot(at: address) != nil
            || addresses.add(address, from: teller, besides: linkCount)
    }

    /// Contacts remembered addresses while fewer peers are in contact than wanted.
    private mutating func contactMore(_ turn: inout Turn) {
        while hopefulCount < limits.activePeersWanted, let address = addresses.popFirst() {
            // A peer in contact may have moved there meanwhile.
            guard slot(at: address) == nil else { continue }
            let link = newLink(address, isConfigured: false, at: turn.now.monotonic)
            guard makeLink(link) != nil else { return }
        }
    }
}
