public import GossipWire

extension NodeCore {
    /// Takes in one datagram, and appends what is to be done at once.
    ///
    /// Costs no allocation beside what is kept: one copy of each new message.
    ///
    /// - Parameters:
    ///   - datagram: Its bytes, needed only during the call.
    ///   - address: Where it came from.
    ///   - now: The clocks.
    ///   - effects: Takes what is to be done.
    public mutating func receive(
        _ datagram: UnsafeRawBufferPointer,
        from address: PeerAddress,
        at now: Now,
        into effects: inout Effects
    ) {
        turn.now = now
        turn.counters.datagramsReceived += 1
        do throws(DatagramError) {
            let (header, datagram) = try Datagram.open(datagram)
            receive(datagram, header.token, from: address, into: &effects)
        } catch {
            turn.count(error.isUnknown ? .unknownDatagram : .malformedDatagram)
        }
        route(into: &effects)
    }

    private mutating func receive(
        _ datagram: Datagram,
        _ token: AddressToken,
        from address: PeerAddress,
        into effects: inout Effects
    ) {
        if case .hello(let greeting) = datagram {
            return membership.hello(greeting, from: address, &turn)
        }
        guard let slot = membership.validate(address, token: token, &turn) else {
            guard case .ping(let probe) = datagram else { return }
            return membership.strangerProbed(probe, from: address, token: token, &turn)
        }
        // A link that was just made must be known to all before the datagram is.
        route(into: &effects)
        membership.noteReceived(from: slot)
        receive(datagram, from: slot, at: address)
    }

    private mutating func receive(_ datagram: Datagram, from slot: Int, at address: PeerAddress) {
        switch datagram {
        case .hello: break
        case .welcome(let greeting): membership.welcome(greeting, from: slot, &turn)
        case .ping(let probe): membership.probe(probe, from: slot, &turn)
        case .pong(let reply): membership.answer(reply, from: slot, &turn)
        case .goodbye: membership.lose(slot, &turn)
        case .peersWanted: membership.sendPeers(to: slot)
        case .peers(let list): membership.receivePeers(list, from: slot, &turn)
        case .messages(let messages):
            guard membership.takesMessages(from: slot, &turn) else { return }
            relay.received(messages, from: slot, at: address, within: kept.scope, &turn)
        case .announce(let ids): announced(ids, isLarge: false, from: slot)
        case .announceLarge(let ids): announced(ids, isLarge: true, from: slot)
        case .request(let ids):
            guard membership.takesIDs(from: slot, &turn) else { return }
            repair.requested(ids, by: slot, &turn)
        }
    }

    private mutating func announced(_ ids: IDList, isLarge: Bool, from slot: Int) {
        guard membership.takesIDs(from: slot, &turn) else { return }
        let unknown = relay.unknown(ids, from: slot)
        repair.announced(unknown, isLarge: isLarge, from: slot, within: kept.scope, &turn)
    }
}
