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
    mutating func validate(
        _ address: PeerAddress,
        token: AddressToken,
        _ turn: inout Turn
    ) -> Int? {
        if let slot = slot(of: address) {
            guard links[slot]?.ownToken == token else {
                turn.count(.wrongToken)
                return nil
            }
            return slot
        }
        guard tokenKey.token(for: address) == token else {
            turn.count(.wrongToken)
            return nil
        }
        guard !configuration.isStatic, address.isSendable,
            let slot = makeLink(address, isConfigured: false, &turn)
        else {
            turn.count(.notAPeer)
            return nil
        }
        return slot
    }

    /// Takes in a greeting, from anybody.
    mutating func hello(_ greeting: Greeting, from address: PeerAddress, _ turn: inout Turn) {
        guard greeting.node != configuration.node else {
            turn.count(.ownGreeting)
            return
        }
        guard isAllowed(address) else {
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
        links[slot]?.introduce(greeting)
        if link.isUp, link.name != greeting.name { report(slot) }
        sendProbe(to: slot, &turn)
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
        guard isAllowed(address), address.isSendable, greetings.spend(at: turn.now.monotonic)
        else { return }
        let greeting = ownGreeting(token: tokenKey.token(for: address))
        actions.append(.send(.hello(greeting), to: address, .none))
    }

    mutating func sendHello(to slot: Int) {
        guard let link = links[slot] else { return }
        noteSent(to: slot)
        let greeting = ownGreeting(token: link.ownToken)
        actions.append(.send(.hello(greeting), to: link.address, .none))
    }

    /// True for an address that may have contact with this node; a static one knows its peers.
    private func isAllowed(_ address: PeerAddress) -> Bool {
        !configuration.isStatic || slot(of: address) != nil
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
