internal import DequeModule
internal import GossipWire

/// Greeting: each side proves that it receives at its address, by the token of the other.
///
/// ```
/// A ── hello (token for B to use) ──▶ B        B keeps nothing yet
/// A ◀─ welcome (token for A to use) ── B        A knows that B receives; B still keeps nothing
/// A ── ping (with B's token) ────────▶ B        B knows that A receives, and has room for it or not
/// A ◀─ pong ────────────────────────── B        A knows that B has
/// ```
///
/// A welcome alone brings no peer up: a node without room gives it as well, and nothing after it.
///
/// B then greets A in turn, with its probes, until A has answered once. Only that answer tells A's
/// name.
extension Membership {
    /// The slot of the sender that a token proves.
    ///
    /// - Parameters:
    ///   - address: The address that the datagram comes from.
    ///   - token: The token that it bears.
    ///   - turn: The clocks, randomness and counters.
    /// - Returns: The slot, `nil` when no link has the token.
    mutating func sender(
        at address: PeerAddress,
        _ token: AddressToken,
        _ turn: inout Turn
    ) -> Int? {
        guard let slot = slot(of: token) else { return nil }
        seen(slot, at: address, token, &turn)
        return slot
    }

    /// The slot of the sender of a datagram, with a new link for a newcomer when there is room for one.
    mutating func sender(
        of datagram: Datagram,
        _ token: AddressToken,
        at address: PeerAddress,
        _ turn: inout Turn
    ) -> Int? {
        if let slot = sender(at: address, token, &turn) { return slot }
        // Only a probe makes a link; others of an unknown token are not worth a look at it.
        guard case .ping(let probe) = datagram else {
            turn.count(.wrongToken)
            return nil
        }
        return strangerProbed(probe, from: address, token, &turn)
    }

    /// Takes in a probe whose token is of no link: of a newcomer, or of an earlier run.
    ///
    /// Anybody can send it, so that it costs one look at its token, and that only within a budget.
    ///
    /// - Returns: The slot of a newcomer for which there is room.
    mutating func strangerProbed(
        _ probe: Probe,
        from address: PeerAddress,
        _ token: AddressToken,
        _ turn: inout Turn
    ) -> Int? {
        guard address.isSendable,
            strangerProbes.spend(for: address, isKnown: isKnown(address), at: turn.now.monotonic)
        else {
            turn.count(.greetingRate)
            return nil
        }
        let own = tokenKey.token(for: address)
        guard own == token, slot(of: address) == nil else {
            turn.count(.wrongToken)
            // Its token is of an earlier run of this node: it must greet anew.
            guard isAllowed(address, claiming: probe.node) else { return nil }
            actions.append(.send(.hello(ownGreeting(token: own)), to: address, .none))
            return nil
        }
        if let slot = newcomer(at: address, probe, &turn) { return slot }
        tellOthers(to: address, token: probe.token)
        return nil
    }

    private mutating func newcomer(
        at address: PeerAddress,
        _ probe: Probe,
        _ turn: inout Turn
    ) -> Int? {
        let link = newLink(
            address,
            isConfigured: false,
            isDialled: false,
            at: turn.now.monotonic
        )
        guard !configuration.isStatic || isConfigured(probe.node) else {
            turn.count(.notAPeer)
            return nil
        }
        var slot = makeLink(link)
        // A live node finds others; one that has to catch up may know nobody else.
        if slot == nil, probe.phase != .live, evictIdle(at: turn.now.monotonic) {
            slot = makeLink(link)
        }
        guard let slot else {
            turn.count(.notAPeer)
            return nil
        }
        links[slot]?.pathHeard = turn.now.monotonic
        return slot
    }

    /// True for the key of a configured peer, as that one has claimed it.
    private func isConfigured(_ node: AuthorKey) -> Bool {
        links.contains { $0?.isConfigured == true && $0?.node == node }
    }

    /// Takes in a greeting, from anybody.
    mutating func hello(_ greeting: Greeting, from address: PeerAddress, _ turn: inout Turn) {
        guard greeting.node != configuration.node else {
            turn.count(.ownGreeting)
            // The token is that of the link whose greeting has come back.
            if let slot = slot(of: greeting.token), links[slot]?.isUp == false {
                foundSelf(in: slot, at: turn.now.monotonic)
            }
            return
        }
        guard isAllowed(address, claiming: greeting.node) else {
            turn.count(.notAPeer)
            return
        }
        guard address.isSendable,
            greetings.spend(for: address, isKnown: isKnown(address), at: turn.now.monotonic)
        else {
            turn.count(.greetingRate)
            return
        }
        // Nothing is kept: a forged address costs one small answer and no memory.
        let own = ownGreeting(token: tokenKey.token(for: address))
        actions.append(.send(.welcome(own), to: address, greeting.token))
    }

    /// Takes in that an address is this node's own, unless a peer answers there.
    mutating func foundSelf(at address: PeerAddress, at now: UInt64) {
        guard let slot = slot(at: address), links[slot]?.isUp == false else { return }
        foundSelf(in: slot, at: now)
    }

    /// Forgets the link to an address that has turned out to be this node's own.
    private mutating func foundSelf(in slot: Int, at now: UInt64) {
        guard let link = links[slot] else { return }
        actions.append(.report(.isSelf(link.address)))
        forget(slot)
        contactWaiting(at: now)
    }

    /// Takes in the answer to a greeting.
    mutating func welcome(_ greeting: Greeting, from slot: Int, _ turn: inout Turn) {
        guard let link = links[slot] else { return }
        guard greeting.node != configuration.node else {
            turn.count(.ownGreeting)
            foundSelf(in: slot, at: turn.now.monotonic)
            return
        }
        guard greeting.token != .none else {
            turn.count(.noToken)
            return
        }
        guard accepts(greeting.node, name: greeting.name, of: slot, &turn) else { return }
        links[slot]?.introduce(greeting)
        if link.isUp, link.untoldSince != nil || link.name != greeting.name { report(slot) }
        sendProbe(to: slot, &turn)
    }

    /// True for an identity that the peer in a slot may claim now; counted when it may not.
    mutating func accepts(
        _ node: AuthorKey,
        name: String? = nil,
        of slot: Int,
        _ turn: inout Turn
    ) -> Bool {
        let now = turn.now.monotonic
        if links[slot]?.accepts(node, name: name, at: now, limits) == true { return true }
        turn.count(.identityRate)
        return false
    }

    /// True for an address that this node contacts by itself.
    private func isKnown(_ address: PeerAddress) -> Bool {
        slot(of: address) != nil || waiting.contains { $0.address == address }
    }

    mutating func sendHello(to slot: Int) {
        guard let link = links[slot] else { return }
        noteSent(to: slot)
        let greeting = ownGreeting(token: link.ownToken)
        actions.append(.send(.hello(greeting), to: link.path, .none))
    }

    /// True for a sender that may have contact with this node; a static one knows its peers.
    ///
    /// It knows them by the address given, and by the key once a peer has told it from there. A peer
    /// that has not answered yet may be any sender: its greetings may come from another address.
    private func isAllowed(_ address: PeerAddress, claiming node: AuthorKey) -> Bool {
        guard configuration.isStatic, slot(of: address) == nil else { return true }
        return links.contains { link in
            guard let link, link.isConfigured else { return false }
            return link.node == nil || link.node == node
        }
    }

    private func ownGreeting(token: AddressToken) -> Greeting {
        Greeting(
            node: configuration.node,
            token: token,
            isStatic: configuration.isStatic,
            name: configuration.name
        )
    }
}
