internal import BasicContainers
internal import GossipWire

/// The handshakes of this node: a first packet, the response to it, and a last packet.
///
/// The last one is repeated until the peer has shown its keys.
extension Channels {
    // MARK: Beginning

    /// Begins a handshake with whoever is at an address, unless one is under way.
    mutating func initiate(
        _ address: PeerAddress,
        _ turn: inout Turn,
        into effects: inout Effects
    ) {
        _ = initiation(at: address, &turn, into: &effects)
    }

    /// Keeps content for an address until a handshake with it is done, and begins one if need be.
    mutating func initiate(
        _ address: PeerAddress,
        holding content: ArraySlice<UInt8>,
        _ turn: inout Turn,
        into effects: inout Effects
    ) {
        guard let place = initiation(at: address, &turn, into: &effects),
            initiations[place].held.count < limits.heldMax
        else { return turn.count(.noChannel) }
        initiations[place].held.append(Array(content))
    }

    /// The place of the handshake with an address, which is wanted now; `nil` without room for one.
    private mutating func initiation(
        at address: PeerAddress,
        _ turn: inout Turn,
        into effects: inout Effects
    ) -> Int? {
        let wantedUntil = turn.now.monotonic + limits.initiationPatience
        if let place = initiations.indices.first(where: { initiations[$0].address == address }) {
            initiations[place].wantedUntil = wantedUntil
            return place
        }
        guard address.isSendable, !initiations.isFull else { return nil }
        initiations.append(
            Initiation(
                address: address,
                attempt: attempt(0, &turn),
                sentAt: turn.now.monotonic,
                repeatAt: 0,
                wantedUntil: wantedUntil
            )
        )
        sendInitiation(initiations.count - 1, &turn, into: &effects)
        noteDeadline()
        return initiations.count - 1
    }

    /// A new handshake with its first message, under the keys of the network in turns.
    private func attempt(_ number: Int, _ turn: inout Turn) -> Initiation.Attempt {
        let terms = configuration.terms(index: newIndex(&turn))
        var handshake = configuration.handshake(
            as: .initiator,
            openings[number % openings.count],
            fresh: configuration.freshKeys.next(&turn.random)
        )
        let payload = terms.payload(filledTo: LinkInitiation.payloadLength)
        guard let message = try? handshake.write(payload) else {
            preconditionFailure("the first message of a handshake needs nothing of the peer")
        }
        return Initiation.Attempt(handshake: handshake, terms: terms, message: message)
    }

    private mutating func sendInitiation(
        _ place: Int,
        _ turn: inout Turn,
        into effects: inout Effects
    ) {
        let (message, cookie) = (initiations[place].attempt.message, initiations[place].cookie)
        effects.send(to: initiations[place].address, &turn) { bytes in
            LinkInitiation.encode(message, cookie: cookie, into: &bytes)
            return true
        }
        let now = turn.now.monotonic
        // 2^6 quarters of a second are above the longest wait.
        let wait = limits.initiationFirst << UInt64(min(initiations[place].attempts, 6))
        initiations[place].sentAt = now
        initiations[place].repeatAt = now + turn.random.jitter(min(wait, limits.initiationMax))
    }

    /// Tries again what brought no response, and gives up what nobody wants now.
    mutating func tickInitiations(_ turn: inout Turn, into effects: inout Effects) {
        let now = turn.now.monotonic
        for place in initiations.indices.reversed() where now >= initiations[place].repeatAt {
            guard now < initiations[place].wantedUntil else {
                turn.count(.noChannel, initiations[place].held.count)
                _ = initiations.remove(at: place)
                continue
            }
            let number = initiations[place].attempts + 1
            let next = attempt(number, &turn)
            initiations[place].attempts = number
            initiations[place].attempt = next
            sendInitiation(place, &turn, into: &effects)
        }
    }

    /// Takes in the request for a cookie.
    mutating func received(
        _ retry: LinkRetry,
        from address: PeerAddress,
        _ turn: inout Turn,
        into effects: inout Effects
    ) {
        let found = initiations.indices.first { place in
            initiations[place].address == address
                && initiations[place].attempt.keyStart == retry.key
        }
        guard let place = found, !initiations[place].attempt.hasUsedCookie else {
            return turn.count(.staleHandshake)
        }
        guard hintKeys.contains(where: retry.isAuthentic) else {
            return turn.count(.handshakeRefused)
        }
        initiations[place].cookie = retry.cookie
        initiations[place].attempt.hasUsedCookie = true
        sendInitiation(place, &turn, into: &effects)
        noteDeadline()
    }

    // MARK: The response

    /// Takes in the response to a handshake, and finishes it.
    mutating func responded(
        _ step: LinkStep,
        _ turn: inout Turn,
        into effects: inout Effects
    ) {
        let found = initiations.indices.first {
            initiations[$0].attempt.terms.index == step.receiver
        }
        guard let place = found,
            initiations[place].attempt.refusedCount < limits.refusedResponsesMax
        else { return turn.count(.staleHandshake) }
        guard let payload = try? initiations[place].attempt.handshake.read(step.message),
            let theirs = LinkTerms(leading: payload)
        else {
            initiations[place].attempt.refusedCount += 1
            return turn.count(.handshakeRefused)
        }
        let initiation = initiations.remove(at: place)
        finish(initiation, theirs, payload.dropFirst(LinkTerms.length), &turn, into: &effects)
        noteDeadline()
    }

    /// Finishes a handshake that was answered, and judges the answer.
    ///
    /// Whatever address the answer came from, the finish goes where the peer is known to receive.
    private mutating func finish(
        _ initiation: consuming Initiation,
        _ theirs: LinkTerms,
        _ credential: ArraySlice<UInt8>,
        _ turn: inout Turn,
        into effects: inout Effects
    ) {
        let (address, own, held) = (
            initiation.address, initiation.attempt.terms, initiation.held
        )
        let peerKey = initiation.attempt.handshake.peerKey
        let verdict = configuration.judge(credential, peerKey)
        let now = turn.now.monotonic
        let wait = max(2 * (now - min(now, initiation.sentAt)), limits.finishFirst)
        guard
            let message = try? initiation.attempt.handshake.write(
                configuration.credential.encoded
            ), let transport = try? initiation.attempt.handshake.finish()
        else {
            turn.count(.noChannel, held.count)
            return turn.count(.handshakeRefused)
        }
        let finish = ChannelKeys.Finish(
            message: message,
            address: address,
            wait: wait,
            repeatAt: now + wait
        )
        sendFinish(finish, to: theirs.index, &turn, into: &effects)
        guard let node = heed(verdict, of: address) else {
            turn.count(.noChannel, held.count)
            let refusal = verdict.refusal ?? .credential
            return refuse(address, refusal, transport, theirs.index, &turn, into: &effects)
        }
        met(node, by: peerKey, at: address, turn)
        let keys = ChannelKeys(transport, own: own, theirs: theirs, finish: finish, at: now)
        guard let place = add(keys, of: node, at: address, &turn) else {
            return turn.count(.noChannel, held.count)
        }
        hold(held, for: address, in: place, &turn)
    }

    private func sendFinish(
        _ finish: ChannelKeys.Finish,
        to index: UInt32,
        _ turn: inout Turn,
        into effects: inout Effects
    ) {
        effects.send(to: finish.address, &turn) { bytes in
            LinkStep.encodeFinish(finish.message, to: index, into: &bytes)
            return true
        }
    }

    /// Repeats the last packet of handshakes that are not confirmed.
    ///
    /// The same bytes: a handshake that is completed twice would seal twice under one counter.
    mutating func repeatFinish(
        _ place: Int,
        _ turn: inout Turn,
        into effects: inout Effects
    ) {
        let now = turn.now.monotonic
        for (number, keys) in (table[place]?.keys ?? []).enumerated() {
            guard var finish = keys.finish, now >= finish.repeatAt else { continue }
            sendFinish(finish, to: keys.theirIndex, &turn, into: &effects)
            finish.wait *= 2
            finish.repeatAt = now + finish.wait
            table[place]?.keys[number].finish = finish
        }
    }
}
