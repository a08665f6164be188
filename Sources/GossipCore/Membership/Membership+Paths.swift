internal import DequeModule
internal import GossipWire

/// Paths: a peer is known by its token, not by its address, and the link follows it.
///
/// Address translators and proxies show another address than the peer's, and another one after a
/// while. See <doc:Links>.
extension Membership {
    /// The slot of the peer that a token was given to; its datagrams may come from anywhere.
    func slot(of token: AddressToken) -> Int? { slotOfToken[token] }

    /// The slot of the peer at the end of a path, whatever the name of its link.
    func slot(at path: PeerAddress) -> Int? { links.firstIndex { $0?.path == path } }

    /// Notes the address from which a peer was heard.
    ///
    /// A path in use is kept, also by a peer with several addresses.
    mutating func seen(
        _ slot: Int,
        at address: PeerAddress,
        _ token: AddressToken,
        _ turn: inout Turn
    ) {
        guard let link = links[slot] else { return }
        let now = turn.now.monotonic
        if token == link.ownToken, let former = links[slot]?.retireFormerToken() {
            release(former, of: slot)
        }
        guard address != link.path else {
            links[slot]?.pathHeard = now
            return
        }
        guard address.isSendable, link.theirToken != .none, address != configuration.listen,
            now - min(now, link.pathHeard) >= limits.pathPatience
        else { return }
        if let candidate = link.candidate, now < candidate.probedAt + limits.pathPatience { return }
        let nonce = turn.random.next()
        links[slot]?.candidate = PathCandidate(address: address, nonce: nonce, probedAt: now)
        noteSent(to: slot)
        actions.append(.sendProbe(slot, nonce: nonce, to: address))
    }

    /// Moves a link to the address that its peer has just answered from.
    mutating func answered(
        _ nonce: UInt64,
        from slot: Int,
        at address: PeerAddress,
        _ turn: inout Turn
    ) {
        guard let candidate = links[slot]?.candidate, candidate.nonce == nonce,
            candidate.address == address
        else { return }
        let isSuperfluous = isSuperfluous(slot, at: address)
        // Either may have left a free slot.
        defer { contactWaiting(at: turn.now.monotonic) }
        guard !isSuperfluous else { return forget(slot) }
        move(slot, to: address)
        links[slot]?.pathHeard = turn.now.monotonic
        // Its pings must bear the token of the new path soon: another may get the old address.
        sendProbe(to: slot, &turn)
        actions.append(.moved(slot))
    }

    /// True for a link whose peer has another link at an address, which alone stays.
    ///
    /// One that the user named goes in favour of none.
    private mutating func isSuperfluous(_ slot: Int, at address: PeerAddress) -> Bool {
        for other in links.indices where other != slot {
            guard let link = links[other], link.path == address else { continue }
            if links[slot]?.isConfigured == false { return true }
            if !link.isConfigured { forget(other) }
        }
        return false
    }

    /// Moves a link to a path.
    mutating func move(_ slot: Int, to path: PeerAddress) {
        guard let link = links[slot], link.path != path else { return }
        if let former = links[slot]?.retireFormerToken() { release(former, of: slot) }
        let token = tokenKey.token(for: path)
        links[slot]?.move(to: path, token: token)
        // Another link may have the token of this address already: it keeps the token until it gives it up.
        if slotOfToken[token] == nil { slotOfToken[token] = slot }
    }

    /// Takes the tokens of a link out of the table.
    mutating func forgetTokens(of slot: Int) {
        guard let link = links[slot] else { return }
        for token in [link.ownToken, link.formerToken] { release(token, of: slot) }
    }

    /// Takes a token from a link that no longer uses it; another link at the same path has it from then on.
    private mutating func release(_ token: AddressToken, of slot: Int) {
        guard slotOfToken[token] == slot else { return }
        slotOfToken[token] = links.indices.first { $0 != slot && links[$0]?.ownToken == token }
    }
}
