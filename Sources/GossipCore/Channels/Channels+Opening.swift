internal import DequeModule
internal import GossipWire
internal import PlantedFaults

/// The packets that arrive, of handshakes and of sessions.
extension Channels {
    /// Takes in one packet, whose bytes are needed only during the call.
    ///
    /// - Parameters:
    ///   - bytes: The packet.
    ///   - address: The address that it came from.
    ///   - turn: The clocks, randomness and counters.
    ///   - effects: The answers.
    /// - Returns: The content of a peer and its key, `nil` when the packet carried none.
    mutating func receive(
        _ bytes: UnsafeRawBufferPointer,
        from address: PeerAddress,
        _ turn: inout Turn,
        into effects: inout Effects
    ) -> OpenedContent? {
        turn.counters.datagramsReceived += 1
        let packet: LinkPacket
        do throws(DatagramError) {
            packet = try LinkPacket(bytes)
        } catch {
            turn.count(error.isUnknown ? .unknownDatagram : .malformedDatagram)
            return nil
        }
        switch packet {
        case .data(let data): return opened(data, from: address, &turn, into: &effects)
        case .initiation(let initiation):
            initiated(initiation, from: address, &turn, into: &effects)
        case .response(let step): responded(step, &turn, into: &effects)
        case .finish(let step): finished(step, from: address, &turn, into: &effects)
        case .retry(let retry): received(retry, from: address, &turn, into: &effects)
        case .unknown(let unknown): received(unknown, &turn, into: &effects)
        }
        return nil
    }

    // MARK: Sessions

    private mutating func opened(
        _ data: LinkData,
        from address: PeerAddress,
        _ turn: inout Turn,
        into effects: inout Effects
    ) -> OpenedContent? {
        guard let place = placeOfIndex[data.receiver] else {
            sayUnknown(data, to: address, &turn, into: &effects)
            return nil
        }
        do throws(ChannelKeys.Refusal) {
            let now = turn.now.monotonic
            guard let opened = try table[place]?.open(data, at: now, limits, faults) else {
                sayUnknown(data, to: address, &turn, into: &effects)
                return nil
            }
            turn.counters.packetsOpened += 1
            if let notice = LinkNotice(opened.content) {
                refused(notice.refusal, data.receiver, place, at: address, &turn)
                return nil
            }
            if opened.isNewest, opened.formerAddress != address { heard(place, at: address, now) }
            if opened.hasHeld { release(place, &turn, into: &effects) }
            guard !opened.content.isEmpty else { return nil }
            return OpenedContent(node: opened.node, bytes: opened.content)
        } catch {
            turn.count(error == .replayed ? .replayed : .unauthentic)
        }
        return nil
    }

    /// Notes that a peer was heard from another address than before.
    ///
    /// An address of another peer is not taken for a datagram: whoever forges addresses would turn its datagrams
    /// away. A handshake takes it.
    private mutating func heard(_ place: Int, at address: PeerAddress, _ now: UInt64) {
        guard address.isSendable else { return }
        if let other = placeOf[address], other != place, let channel = table[other],
            now < channel.heardAt + limits.silence
        {
            return
        }
        bind(address, to: place)
    }

    /// Sends what has waited for the peer to show that it has the keys.
    private mutating func release(
        _ place: Int,
        _ turn: inout Turn,
        into effects: inout Effects
    ) {
        guard table[place]?.held.isEmpty == false, let held = table[place]?.held else { return }
        table[place]?.held = []
        for held in held { send(held.content[...], to: held.address, &turn, into: &effects) }
    }

    /// Tells the sender of data that its session is not known here.
    private mutating func sayUnknown(
        _ data: LinkData,
        to address: PeerAddress,
        _ turn: inout Turn,
        into effects: inout Effects
    ) {
        turn.count(.unknownSession)
        guard address.isSendable, hints.spend(at: turn.now.monotonic), let key = hintKeys.first
        else { return }
        effects.send(to: address, &turn) { bytes in
            UnknownLink.encode(
                index: data.receiver,
                counter: data.counter,
                with: key,
                into: &bytes
            )
            return true
        }
    }

    /// Takes in the hint that the peer does not know a session; nothing is given up for it.
    private mutating func received(
        _ unknown: UnknownLink,
        _ turn: inout Turn,
        into effects: inout Effects
    ) {
        let now = turn.now.monotonic
        let found = table.firstIndex { channel in
            channel?.keys.contains { keys in
                keys.theirIndex == unknown.index && unknown.counter < keys.sentCount
            } ?? false
        }
        guard let place = found, let channel = table[place], now >= channel.nextHintAt,
            let address = channel.path ?? channel.addresses.first
        else { return turn.count(.staleHandshake) }
        guard hintKeys.contains(where: unknown.isAuthentic) else {
            return turn.count(.handshakeRefused)
        }
        if faults.has(.hintTearsDown) { close(place, &turn) }
        table[place]?.nextHintAt = now + limits.hintInterval
        initiate(address, &turn, into: &effects)
    }

    // MARK: Verdicts

    /// Tells what a credential has brought, and returns the node if it is let in.
    mutating func heed(_ verdict: PeerVerdict, of address: PeerAddress) -> AuthorKey? {
        if let pass = verdict.newPass { events.append(.shown(pass)) }
        if verdict.mayExchange { events.append(.exchange(address)) }
        return verdict.refusal == nil ? verdict.node : nil
    }

    /// Adds the keys of a completed handshake to the channel of their peer.
    ///
    /// - Returns: The place of the channel, `nil` without room.
    mutating func add(
        _ keys: ChannelKeys,
        of node: AuthorKey,
        at address: PeerAddress,
        _ turn: inout Turn
    ) -> Int? {
        let isNew = self.node(at: address) != node
        guard let place = place(of: node, &turn) else {
            turn.count(.peerRefused)
            return nil
        }
        table[place]?.keys.insert(keys, at: 0)
        placeOfIndex[keys.ownIndex] = place
        if let surplus = table[place]?.keys.dropFirst(limits.generationsMax), !surplus.isEmpty {
            for keys in surplus { placeOfIndex[keys.ownIndex] = nil }
            table[place]?.keys.removeLast(surplus.count)
        }
        table[place]?.usedAt = turn.now.monotonic
        table[place]?.heardAt = turn.now.monotonic
        table[place]?.unansweredSince = nil
        bind(address, to: place)
        if isNew { events.append(.opened(address, node)) }
        return place
    }

    /// Tells a peer that it is refused, under the keys of the handshake, which are then forgotten.
    mutating func refuse(
        _ address: PeerAddress,
        _ refusal: LinkRefusal,
        _ transport: NoiseTransport,
        _ index: UInt32,
        _ turn: inout Turn,
        into effects: inout Effects
    ) {
        turn.count(.peerRefused)
        events.append(.refused(address, refusal))
        let content = LinkNotice(refusal).content
        effects.send(to: address, &turn) { bytes in
            let sealed: Void? = try? LinkData.seal(
                content[...],
                with: transport.sending,
                counter: 0,
                to: index,
                into: &bytes
            )
            return sealed != nil
        }
    }

    /// Takes in that the peer has refused this node.
    private mutating func refused(
        _ refusal: LinkRefusal,
        _ index: UInt32,
        _ place: Int,
        at address: PeerAddress,
        _ turn: inout Turn
    ) {
        for index in table[place]?.drop({ $0.ownIndex == index }) ?? [] {
            placeOfIndex[index] = nil
        }
        if table[place]?.keys.isEmpty == true { close(place, &turn) }
        events.append(.refusedBy(address, refusal))
        // This node may know of admins of which the peer has not heard.
        if refusal == .pass, configuration.roster != nil { events.append(.exchange(address)) }
        noteDeadline()
    }
}
