internal import GossipWire

/// Greeting: each side learns a token of the other, so that nobody can speak for an address at which
/// he does not receive.
///
/// ```
/// A ── hello (token for B to use) ──▶ B        B keeps nothing yet
/// A ◀─ welcome (token for A to use) ── B        A knows that B receives; B still keeps nothing
/// A ── ping (with B's token) ────────▶ B        B knows that A receives, and has room for it or not
/// A ◀─ pong ────────────────────────── B        A knows that B has
/// ```
///
/// A welcome alone brings nobody up: a node without room gives it too, and nothing after it.
///
/// B then greets A in turn, with its probes, until A has answered once: that is how it learns A's name.
extension NodeCore {
    mutating func sendHello(to slot: Int, into effects: inout Effects) {
        guard let peer = peers[slot] else { return }
        let greeting = ownGreeting(token: peer.ownToken)
        peers[slot]?.sent += 1
        send(.hello, to: peer.address, token: .none, into: &effects) { greeting.encode(into: &$0) }
    }

    mutating func receiveHello(
        _ greeting: Greeting,
        from address: PeerAddress,
        at now: Now,
        into effects: inout Effects
    ) {
        guard greeting.node != configuration.node else {
            counters.count(.ownGreeting)
            return
        }
        guard !configuration.isStatic || peers.slot(of: address) != nil else {
            counters.count(.notAPeer)
            return
        }
        guard address.isSendable, mayGreet(at: now) else {
            counters.count(.greetingRate)
            return
        }
        // Nothing is kept: a forged address costs one small answer and no memory.
        let own = ownGreeting(token: tokenKey.token(for: address))
        send(.welcome, to: address, token: greeting.token, into: &effects) {
            own.encode(into: &$0)
        }
    }

    mutating func receiveWelcome(
        _ greeting: Greeting,
        from slot: Int,
        at now: Now,
        into effects: inout Effects
    ) {
        guard let peer = peers[slot] else { return }
        guard greeting.node != configuration.node else {
            counters.count(.ownGreeting)
            effects.list.append(.report(.isSelf(peer.address)))
            peers.remove(slot)
            return
        }
        let isNews = peer.isUp && peer.name != greeting.name
        peers[slot]?.theirToken = greeting.token
        peers[slot]?.isIntroduced = true
        peers[slot]?.node = greeting.node
        peers[slot]?.name = greeting.name
        peers[slot]?.isStatic = greeting.isStatic
        if isNews { reportPeer(slot, into: &effects) }
        sendPing(to: slot, at: now, into: &effects)
    }

    /// A known or unknown address probes us with a token of an earlier run: it must greet anew.
    mutating func reintroduce(
        to address: PeerAddress,
        at now: Now,
        into effects: inout Effects
    ) {
        guard !configuration.isStatic || peers.slot(of: address) != nil else { return }
        guard address.isSendable, mayGreet(at: now) else { return }
        let greeting = ownGreeting(token: tokenKey.token(for: address))
        send(.hello, to: address, token: .none, into: &effects) { greeting.encode(into: &$0) }
    }

    private func ownGreeting(token: AddressToken) -> Greeting {
        Greeting(
            node: configuration.node,
            token: token,
            isStatic: configuration.isStatic,
            name: configuration.name
        )
    }

    /// One bucket for all addresses: anybody can send greetings from anywhere.
    mutating func mayGreet(at now: Now) -> Bool {
        if now.monotonic >= greetingsFilledAt + Nanoseconds.seconds(1) {
            greetingsLeft = limits.greetingsPerSecond
            greetingsFilledAt = now.monotonic
        }
        guard greetingsLeft > 0 else { return false }
        greetingsLeft -= 1
        return true
    }
}
