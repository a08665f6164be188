internal import GossipWire

/// The packing of a peer's queue into datagrams.
extension Relay {
    /// Packs the queue of a peer as far as its pace allows, and returns the number of datagrams.
    mutating func flush(
        _ slot: Int,
        to address: PeerAddress,
        _ token: AddressToken,
        _ turn: inout Turn,
        into effects: inout Effects
    ) -> Int {
        outboxes[slot].pacer.refill(at: turn.now.monotonic)
        var count = 0
        while outboxes[slot].hasWork {
            guard outboxes[slot].pacer.maySend else {
                outboxes[slot].pacer.ranEmpty()
                break
            }
            let length =
                outboxes[slot].queue.hasMessages
                ? packMessages(for: slot, address, token, &turn, into: &effects)
                : packIDs(for: slot, address, token, &turn, into: &effects)
            outboxes[slot].pacer.spend(length)
            if length > 0 { count += 1 }
        }
        return count
    }

    private mutating func packMessages(
        for slot: Int,
        _ address: PeerAddress,
        _ token: AddressToken,
        _ turn: inout Turn,
        into effects: inout Effects
    ) -> Int {
        var packed = 0
        let length = effects.send(.messages, to: address, token) { bytes in
            packed = outboxes[slot].queue.pack(
                into: &bytes,
                lengthMax: Datagram.lengthMax - DatagramHeader.length
            )
        }
        turn.counters.messagesSent += UInt64(packed)
        return length
    }

    /// Packs the ids that are due, less those of messages that the peer holds by now.
    private mutating func packIDs(
        for slot: Int,
        _ address: PeerAddress,
        _ token: AddressToken,
        _ turn: inout Turn,
        into effects: inout Effects
    ) -> Int {
        var (count, spared) = (0, 0)
        let length = effects.send(.announce, to: address, token) { bytes in
            while count < IDList.countMax, let id = outboxes[slot].nextAnnouncement() {
                guard !holders(of: id).contains(slot) else {
                    spared += 1
                    continue
                }
                bytes.append(id)
                count += 1
            }
        }
        turn.counters.idsSent += UInt64(count)
        turn.counters.idsSpared += UInt64(spared)
        return length
    }
}
