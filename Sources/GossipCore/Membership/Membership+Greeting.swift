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
    /// The slot of the sender that a token proves, with a new link if there is room for one.
    ///
    /// - Parameters:
    ///   - address: The address that the datagram comes from.
    ///   - token: The token that it bears.
    ///   - node: The key that the sender claims, `nil` when the datagram tells none.
    ///   - turn: The clocks, randomness and counters.
    /// - Returns: The slot, `nil` when the token is wrong or there is no room.
    mutating func sender(
        at address: PeerAddress,
        _ token: AddressToken,
        claiming node: AuthorKey?,
        _ turn: inout Turn
    ) -> Int? {
        if let slot = slot(of: token) {
            seen(slot, at: address, token, &turn)
            return slot
        }
        guard slot(of: address) == nil, tokenKey.token(for: address) == token else {
            turn.count(.wrongToken)
            return nil
        }
        let link = newLink(
            address,
            isConfigured: false,
            isDialled: false,
            at: turn.now.monotonic
        )
        guard !configuration.isStatic || isConfigured(node), address.isSendable,
            let slot = makeLink(link)
        else {
            turn.count(.notAPeer)
            return nil
        }
        links[slot]?.pathHeard = turn.now.monotonic
        return slot
    }

    /// True for the key of a configured peer, as that one has claimed it.
    private func isConfigured(_ node: AuthorKey?) -> Bool {
        guard let node else { return false }
        return links.contains { $0?.isConfigured == true && $0?.node == node }
    }

    /// Takes in a greeting, from anybody.
    mutating func hello(_ greeting: Greeting, from address: PeerAddress, _ turn: inout Turn) {
        guard greeting.node != configuration.node else {
            turn.count(.ownGreeting)
            return
        }
        guard isAllowed(address, claiming: greeting.node) else {
            turn.count(.notAPeer)
            return
        }
        guard address.isSendable, greetings.spend(at: turn.now.monotonic) else {
            turn.count(.greetingRate)
            return
        }
        // Nothing is kept: a forged address costs one small answer and no memory.
        let own = ownGreeting(token: tokenKey.token(for: address))
        actions.append(.send(.welcome(own), to: address, greeting.token))
    }

    /// Takes in the answer to a greeting.
    mutating func welcome(_ greeting: Greeting, from slot: Int, _ turn: inout Turn) {
        guard let link = links[slot] else { return }
        guard greeting.node != configuration.node else {
            turn.count(.ownGreeting)
            actions.append(.report(.isSelf(link.address)))
            forget(slot)
            return
        }
        guard greeting.token != .none else {
            turn.count(.noToken)
            return
        }
        guard accepts(greeting.node, name: greeting.name, of: slot, &turn) else { return }
        links[slot]?.introduce(greeting)
        if link.isUp, link.name != greeting.name { report(slot) }
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

    /// Takes in a probe without a valid link: of a newcomer without room, or of an earlier run.
    mutating func strangerProbed(
        _ probe: Probe,
        from address: PeerAddress,
        token: AddressToken,
        _ turn: inout Turn
    ) {
        if tokenKey.token(for: address) == token {
            tellOthers(to: address, token: probe.token, &turn)
            return
        }
        // Its token is of an earlier run of this node: it must greet anew.
        guard isAllowed(address, claiming: probe.node), address.isSendable,
            greetings.spend(at: turn.now.monotonic)
        else { return }
        let greeting = ownGreeting(token: tokenKey.token(for: address))
        actions.append(.send(.hello(greeting), to: address, .none))
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
