internal import BasicContainers
internal import GossipWire
internal import PlantedFaults

/// Handshakes that others begin. Nothing is answered, and nothing kept, for whoever has no key of the network.
extension Channels {
    // MARK: The first packet

    /// Takes in the first packet of a handshake.
    ///
    /// - Parameters:
    ///   - initiation: The packet.
    ///   - address: The address that it came from.
    ///   - turn: The clocks, randomness and counters.
    ///   - effects: The answer.
    mutating func initiated(
        _ initiation: LinkInitiation,
        from address: PeerAddress,
        _ turn: inout Turn,
        into effects: inout Effects
    ) {
        guard !isOwn(initiation, &turn) else { return }
        let now = turn.now.monotonic
        let isKnown = contacts.contains(address)
        guard address.isSendable, examined.spend(for: address, isKnown: isKnown, at: now) else {
            return turn.count(.handshakeRate)
        }
        guard !repeatResponse(to: initiation, from: address, &turn, into: &effects) else { return }
        for (number, opening) in openings.enumerated() {
            var handshake = configuration.handshake(as: .responder, opening, fresh: spare)
            guard let payload = try? handshake.read(initiation.message),
                let theirs = LinkTerms(leading: payload)
            else { continue }
            guard admits(initiation, from: address, hintKeys[number], &turn, into: &effects),
                makeRoom(for: address, isKnown: isKnown, &turn)
            else { return }
            spare = configuration.freshKeys.next(&turn.random)
            respond(handshake, to: theirs, initiation, at: address, &turn, into: &effects)
            return
        }
        turn.count(.handshakeRefused)
    }

    /// True for an initiation of this node's, which has come back: the address that it went to is its own.
    private mutating func isOwn(_ initiation: LinkInitiation, _ turn: inout Turn) -> Bool {
        let own = initiations.indices.first { place in
            initiations[place].attempt.message.starts(with: initiation.key)
        }
        guard let own else { return false }
        events.append(.isSelf(initiations[own].address))
        turn.count(.noChannel, initiations[own].held.count)
        _ = initiations.remove(at: own)
        return true
    }

    /// Answers a copy of an initiation as the first time, which costs nothing more.
    private mutating func repeatResponse(
        to initiation: LinkInitiation,
        from address: PeerAddress,
        _ turn: inout Turn,
        into effects: inout Effects
    ) -> Bool {
        for place in halfOpen.indices
        where halfOpen[place].address == address
            && halfOpen[place].key.elementsEqual(initiation.key)
        {
            sendResponse(place, &turn, into: &effects)
            return true
        }
        return false
    }

    /// True for an initiation that needs no cookie or has it; one without it is sent the cookie.
    private mutating func admits(
        _ initiation: LinkInitiation,
        from address: PeerAddress,
        _ hints: LinkHintKey,
        _ turn: inout Turn,
        into effects: inout Effects
    ) -> Bool {
        let isRare = unproved.spend(at: turn.now.monotonic)
        if isRare, halfOpen.count < limits.halfOpenWithoutCookie { return true }
        if faults.has(.skipsCookie) { return true }
        let fresh = configuration.freshKeys
        if cookies.accepts(initiation.cookie, for: address, fresh, &turn) { return true }
        let cookie = cookies.cookie(for: address, fresh, &turn)
        guard let key = LinkCookie(startOf: initiation.key) else {
            return false
        }
        effects.send(to: address, &turn) { bytes in
            LinkRetry.encode(key: key, cookie: cookie, with: hints, into: &bytes)
            return true
        }
        return false
    }

    /// True when there is room for one more handshake, and its source has not had its share.
    private mutating func makeRoom(
        for address: PeerAddress,
        isKnown: Bool,
        _ turn: inout Turn
    ) -> Bool {
        let now = turn.now.monotonic
        let source = Source(address)
        let ofSource = halfOpen.indices.count { Source(halfOpen[$0].address) == source }
        guard ofSource < limits.halfOpenPerSource,
            answered.spend(for: address, isKnown: isKnown, at: now)
        else {
            turn.count(.handshakeRate)
            return false
        }
        if halfOpen.isFull {
            // The oldest is the least likely to be finished; this one has proved its address.
            _ = halfOpen.remove(at: 0)
            turn.count(.handshakeRate)
        }
        return true
    }

    private mutating func respond(
        _ handshake: consuming NoiseHandshake,
        to theirs: LinkTerms,
        _ initiation: LinkInitiation,
        at address: PeerAddress,
        _ turn: inout Turn,
        into effects: inout Effects
    ) {
        let own = configuration.terms(index: newIndex(&turn))
        let payload = own.payload(configuration.credential.encoded)
        guard let message = try? handshake.write(payload) else {
            // A key of low order: its secret would be known to all.
            return turn.count(.handshakeRefused)
        }
        halfOpen.append(
            HalfOpen(
                address: address,
                handshake: handshake,
                own: own,
                theirs: theirs,
                key: Array(initiation.key),
                message: message,
                madeAt: turn.now.monotonic
            )
        )
        sendResponse(halfOpen.count - 1, &turn, into: &effects)
        noteDeadline()
    }

    private func sendResponse(_ place: Int, _ turn: inout Turn, into effects: inout Effects) {
        let (message, index) = (halfOpen[place].message, halfOpen[place].theirs.index)
        effects.send(to: halfOpen[place].address, &turn) { bytes in
            LinkStep.encodeResponse(message, to: index, into: &bytes)
            return true
        }
    }

    /// Forgets the handshakes that nobody has finished in time.
    mutating func dropHalfOpen(at now: UInt64) {
        for place in halfOpen.indices.reversed()
        where now >= halfOpen[place].madeAt + limits.halfOpenPatience {
            _ = halfOpen.remove(at: place)
        }
    }

    // MARK: The last packet

    /// Takes in the last packet of a handshake.
    mutating func finished(
        _ step: LinkStep,
        from address: PeerAddress,
        _ turn: inout Turn,
        into effects: inout Effects
    ) {
        let found = halfOpen.indices.first { halfOpen[$0].own.index == step.receiver }
        guard let place = found else { return confirmAgain(step, &turn, into: &effects) }
        guard let payload = try? halfOpen[place].handshake.read(step.message) else {
            return turn.count(.handshakeRefused)
        }
        let entry = halfOpen.remove(at: place)
        defer { noteDeadline() }
        let (own, theirs) = (entry.own, entry.theirs)
        let peerKey = entry.handshake.peerKey
        let verdict = configuration.judge(payload[...], peerKey)
        guard let transport = try? entry.handshake.finish() else {
            return turn.count(.handshakeRefused)
        }
        guard let node = heed(verdict, of: address) else {
            let refusal = verdict.refusal ?? .credential
            return refuse(address, refusal, transport, theirs.index, &turn, into: &effects)
        }
        met(node, by: peerKey, at: address, turn)
        let keys = ChannelKeys(
            transport,
            own: own,
            theirs: theirs,
            finishDigest: Checksum.sha256(of: step.message),
            at: turn.now.monotonic
        )
        guard let place = add(keys, of: node, at: address, &turn) else {
            return refuse(address, .full, transport, theirs.index, &turn, into: &effects)
        }
        confirm(place, &turn, into: &effects)
    }

    /// Confirms a handshake again whose last packet has come again: the confirmation was lost.
    private mutating func confirmAgain(
        _ step: LinkStep,
        _ turn: inout Turn,
        into effects: inout Effects
    ) {
        guard let place = placeOfIndex[step.receiver],
            let keys = table[place]?.keys.first(where: { $0.ownIndex == step.receiver }),
            keys.finishDigest == Checksum.sha256(of: step.message)
        else { return turn.count(.staleHandshake) }
        if faults.has(.completesTwice) { table[place]?.keys[0].restart() }
        confirm(place, &turn, into: &effects)
    }

    /// Sends content without a byte, under the newest keys: it shows that this side has them.
    private mutating func confirm(
        _ place: Int,
        _ turn: inout Turn,
        into effects: inout Effects
    ) {
        guard let address = table[place]?.addresses.first,
            let sealing = table[place]?.nextSealing(at: turn.now.monotonic, limits, faults)
        else { return }
        seal([], sealing, in: place, to: address, &turn, into: &effects)
    }
}
