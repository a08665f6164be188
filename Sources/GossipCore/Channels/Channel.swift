internal import GossipWire
internal import PlantedFaults

/// The sealed way to one peer, known by its node key: its keys, and the addresses at which it was heard.
struct Channel: Sendable {
    let node: AuthorKey
    /// The keys, the newest first; at most ``ChannelLimits/generationsMax``.
    var keys: [ChannelKeys] = []
    /// The addresses of the peer, the one last bound first.
    var addresses: [PeerAddress] = []
    /// The time of the last datagram in either direction.
    var usedAt: UInt64
    /// The time of the last datagram of the peer.
    var heardAt: UInt64
    /// The time of the first datagram to the peer since then, `nil` for none.
    var unansweredSince: UInt64?
    /// The time before which no handshake is begun for silence, or at a hint.
    var nextHintAt: UInt64 = 0
    /// Contents that wait for the peer's confirmation.
    var held: [Held] = []
    /// The address to which was sent last: whoever sends knows where the peer receives.
    var path: PeerAddress?

    /// Content that waits, for one of the peer's addresses.
    struct Held: Equatable, Sendable {
        let address: PeerAddress
        let content: [UInt8]
    }

    init(node: AuthorKey, at now: UInt64) {
        self.node = node
        usedAt = now
        heardAt = now
    }

    /// The place of the keys to send with: the newest that the peer is known to have.
    func sendingPlace(at now: UInt64, _ limits: ChannelLimits, _ faults: Faults) -> Int? {
        if faults.has(.sendsUnconfirmed), !keys.isEmpty { return 0 }
        return keys.firstIndex { $0.isConfirmed && now < $0.madeAt + limits.expiry }
    }

    /// True when keys are made and the peer has only to show that it has them.
    var awaitsConfirmation: Bool { keys.contains { !$0.isConfirmed } }

    /// Drops the keys whose time is over, and returns their own numbers.
    mutating func dropOld(at now: UInt64, _ limits: ChannelLimits) -> [UInt32] {
        if let newest = keys.firstIndex(where: \.isConfirmed) {
            for place in keys.indices where place > newest && keys[place].replacedAt == nil {
                keys[place].replacedAt = now
            }
        }
        return drop { keys in
            if now >= keys.madeAt + limits.expiry { return true }
            if !keys.isConfirmed, now >= keys.madeAt + limits.finishPatience { return true }
            return keys.replacedAt.map { now >= $0 + limits.formerPatience } ?? false
        }
    }

    /// Drops some keys, and returns their own numbers.
    mutating func drop(_ isOver: (ChannelKeys) -> Bool) -> [UInt32] {
        let over = keys.filter(isOver).map(\.ownIndex)
        if !over.isEmpty { keys.removeAll { over.contains($0.ownIndex) } }
        return over
    }

    /// The earliest time at which something of the keys is due.
    func nextDeadline(_ limits: ChannelLimits) -> UInt64 {
        var deadline = unansweredSince.map { max($0 + limits.silence, nextHintAt) } ?? .max
        for keys in keys {
            deadline = min(deadline, keys.madeAt + limits.expiry)
            if let finish = keys.finish {
                deadline = min(deadline, finish.repeatAt, keys.madeAt + limits.finishPatience)
            }
            if let replacedAt = keys.replacedAt {
                deadline = min(deadline, replacedAt + limits.formerPatience)
            }
        }
        return deadline
    }
}
