internal import GossipWire

extension NodeCore {
    /// Makes one datagram in the arena and the effect that sends it.
    mutating func send(
        _ kind: DatagramKind,
        to address: PeerAddress,
        token: AddressToken,
        into effects: inout Effects,
        payload: (inout [UInt8]) -> Void
    ) {
        let start = effects.arena.count
        DatagramHeader(kind: kind, token: token).encode(into: &effects.arena)
        payload(&effects.arena)
        let range = start..<effects.arena.count
        assert(range.count <= Datagram.lengthMax, "datagrams are made within their limit")
        counters.datagramsSent += 1
        counters.bytesSent += UInt64(range.count)
        effects.list.append(.send(to: address, range))
    }

    /// Sends a small datagram to a peer at once.
    mutating func send(
        _ kind: DatagramKind,
        to slot: Int,
        into effects: inout Effects,
        payload: (inout [UInt8]) -> Void = { _ in }
    ) {
        guard let peer = peers[slot], peer.theirToken != .none else { return }
        peers[slot]?.sent += 1
        send(kind, to: peer.address, token: peer.theirToken, into: &effects, payload: payload)
    }

    /// Packs what waits for the peers into datagrams, as far as their paces allow.
    mutating func flush(at now: Now, into effects: inout Effects) {
        for slot in upPeers { flush(slot, at: now, into: &effects) }
    }

    private mutating func flush(_ slot: Int, at now: Now, into effects: inout Effects) {
        guard peers[slot]?.hasWork == true, let token = peers[slot]?.theirToken, token != .none
        else { return }
        peers[slot]?.pacer.refill(at: now.monotonic)
        while peers[slot]?.hasWork == true {
            guard peers[slot]?.pacer.maySend == true else {
                peers[slot]?.pacer.ranEmpty()
                return
            }
            let start = effects.arena.count
            if peers[slot]?.queue.hasMessages == true {
                sendMessages(to: slot, into: &effects)
            } else {
                sendAnnouncement(to: slot, into: &effects)
            }
            peers[slot]?.pacer.spend(effects.arena.count - start)
        }
    }

    private mutating func sendMessages(to slot: Int, into effects: inout Effects) {
        guard let address = peers[slot]?.address, let token = peers[slot]?.theirToken
        else { return }
        let start = effects.arena.count
        peers[slot]?.sent += 1
        DatagramHeader(kind: .messages, token: token).encode(into: &effects.arena)
        let packed = peers[slot]?.queue.pack(
            into: &effects.arena,
            from: start,
            lengthMax: Datagram.lengthMax
        )
        counters.messagesSent += UInt64(packed ?? 0)
        finishDatagram(from: start, to: address, into: &effects)
    }

    /// Sends ids that are due, less those that the peer has shown to hold in the meantime.
    private mutating func sendAnnouncement(to slot: Int, into effects: inout Effects) {
        guard let address = peers[slot]?.address, let token = peers[slot]?.theirToken
        else { return }
        let start = effects.arena.count
        DatagramHeader(kind: .announce, token: token).encode(into: &effects.arena)
        var count = 0
        while count < IDList.countMax, let id = peers[slot]?.nextAnnouncement() {
            guard !holders(of: id).contains(slot) else { continue }
            effects.arena.append(id)
            count += 1
        }
        guard count > 0 else {
            effects.arena.removeLast(effects.arena.count - start)
            return
        }
        peers[slot]?.sent += 1
        finishDatagram(from: start, to: address, into: &effects)
    }

    private mutating func finishDatagram(
        from start: Int,
        to address: PeerAddress,
        into effects: inout Effects
    ) {
        let range = start..<effects.arena.count
        counters.datagramsSent += 1
        counters.bytesSent += UInt64(range.count)
        effects.list.append(.send(to: address, range))
    }

    func holders(of id: MessageID) -> PeerSet {
        var holders = seen.holders(of: id)
        if let entry = inFlight[id] { holders.formUnion(entry.holders) }
        return holders
    }
}
