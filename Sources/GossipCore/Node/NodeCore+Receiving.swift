public import GossipWire

#if PLANTED_FAULTS
internal import PlantedFaults
#endif

extension NodeCore {
    /// Takes in one datagram.
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
        counters.datagramsReceived += 1
        guard datagram.count <= Datagram.lengthMax else {
            counters.count(.malformedDatagram)
            return
        }
        var reader = ByteReader(datagram)
        do throws(DatagramError) {
            let header = try DatagramHeader(from: &reader)
            let datagram = try Datagram(header, from: &reader)
            dispatch(datagram, header, from: address, at: now, into: &effects)
        } catch {
            switch error {
            case .unknownKind, .unknownVersion, .foreign: counters.count(.unknownDatagram)
            case .truncated, .trailingBytes, .malformed: counters.count(.malformedDatagram)
            }
        }
    }

    private mutating func dispatch(
        _ datagram: Datagram,
        _ header: DatagramHeader,
        from address: PeerAddress,
        at now: Now,
        into effects: inout Effects
    ) {
        if case .hello(let greeting) = datagram {
            receiveHello(greeting, from: address, at: now, into: &effects)
            return
        }
        guard let slot = validated(address, token: header.token, at: now) else {
            guard case .ping(let probe) = datagram else { return }
            if tokenKey.token(for: address) == header.token {
                tellOthers(to: address, token: probe.token, at: now, into: &effects)
            } else {
                reintroduce(to: address, at: now, into: &effects)
            }
            return
        }
        peers[slot]?.received += 1
        switch datagram {
        case .hello: break
        case .welcome(let greeting):
            receiveWelcome(greeting, from: slot, at: now, into: &effects)
        case .ping(let probe): receivePing(probe, from: slot, at: now, into: &effects)
        case .pong(let reply): receivePong(reply, from: slot, at: now, into: &effects)
        case .goodbye: lose(slot, at: now, into: &effects)
        case .peersWanted: sendPeers(to: slot, into: &effects)
        case .peers(let list): receivePeers(list, from: slot, at: now)
        case .messages(let messages):
            receiveMessages(messages, from: slot, at: now, into: &effects)
        case .announce(let ids):
            receiveAnnouncement(ids, isLarge: false, from: slot, at: now, into: &effects)
        case .announceLarge(let ids):
            receiveAnnouncement(ids, isLarge: true, from: slot, at: now, into: &effects)
        case .request(let ids): receiveRequest(ids, from: slot, into: &effects)
        }
    }

    /// Whether a message is stored or on its way to be; its sender has it, too.
    private mutating func isKnown(_ id: MessageID, from slot: Int) -> Bool {
        #if PLANTED_FAULTS
        if PlantedFault.noDeduplication.isActive { return false }
        #endif
        return seen.noteHolder(slot, of: id) || inFlight.noteHolder(slot, of: id)
    }

    private mutating func receiveMessages(
        _ messages: PackedMessages,
        from slot: Int,
        at now: Now,
        into effects: inout Effects
    ) {
        guard let peer = peers[slot], peer.isUp else {
            #if PLANTED_FAULTS
            if PlantedFault.dropsUncounted.isActive { return }
            #endif
            counters.count(.peerNotUp)
            return
        }
        guard peer.mutedUntil <= now.monotonic else {
            counters.count(.muted)
            return
        }
        for bytes in messages {
            guard let id = MessageID(encoded: bytes) else {
                counters.count(.malformedMessage)
                continue
            }
            if isKnown(id, from: slot) {
                counters.count(.duplicate)
                continue
            }
            guard id.time <= now.wall + limits.futureMillisecondsMax else {
                counters.count(.futureMessage)
                continue
            }
            guard inFlight.count < limits.inFlightMax, inFlight.bytes < limits.inFlightBytesMax
            else {
                counters.count(.inFlightFull)
                continue
            }
            guard let message = try? Message(decoding: Array(bytes)) else {
                counters.count(.malformedMessage)
                continue
            }
            wanted.remove(id)
            guard settled.scope.keeps(message) else {
                // Before its signature is checked: what a log once held can be sent again for ever.
                counters.count(.pruned)
                continue
            }
            counters.messagesReceived += 1
            inFlight.insert(message, holders: PeerSet(slot))
            effects.list.append(.verify(Ingest(message, via: .relay, from: peer.address)))
        }
    }
}
