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

    /// Takes the next counter of the keys to send with.
    ///
    /// One access in place of several: each would copy the channel.
    mutating func nextSealing(
        at now: UInt64,
        _ limits: ChannelLimits,
        _ faults: Faults
    ) -> Sealing? {
        guard let place = sendingPlace(at: now, limits, faults) else { return nil }
        return Sealing(
            index: keys[place].theirIndex,
            key: keys[place].transport.sending,
            counter: keys[place].nextCounter(faults),
            madeAt: keys[place].madeAt
        )
    }

    /// All that one datagram is sealed with.
    struct Sealing {
        let index: UInt32
        let key: NoiseKey
        let counter: UInt64
        let madeAt: UInt64
    }

    /// Opens a datagram of the peer; `nil` for one of keys that are not there or too old.
    ///
    /// - Throws: The reason for which it is dropped.
    mutating func open(
        _ data: LinkData,
        at now: UInt64,
        _ limits: ChannelLimits,
        _ faults: Faults
    ) throws(ChannelKeys.Refusal) -> Opened? {
        guard let place = keys.firstIndex(where: { $0.ownIndex == data.receiver }),
            now < keys[place].madeAt + limits.expiry
        else { return nil }
        let (content, isNewest) = try keys[place].open(data, faults)
        heardAt = now
        usedAt = now
        unansweredSince = nil
        return Opened(
            content: content,
            isNewest: isNewest,
            node: node,
            formerAddress: addresses.first,
            hasHeld: !held.isEmpty
        )
    }

    /// A datagram that was opened, and all that its channel says to it.
    struct Opened {
        let content: [UInt8]
        /// True when no later one has come.
        let isNewest: Bool
        let node: AuthorKey
        /// The address at which the peer was heard last.
        let formerAddress: PeerAddress?
        let hasHeld: Bool
    }

    /// Notes a datagram to the peer, and returns the time from which it counts as one that may have restarted.
    ///
    /// A confirmation has no answer; to wait for one would make idle nodes shake hands for ever.
    mutating func noteSent(
        to address: PeerAddress,
        isConfirmation: Bool,
        at now: UInt64,
        _ limits: ChannelLimits
    ) -> UInt64 {
        usedAt = now
        path = address
        guard !isConfirmation, unansweredSince == nil else { return .max }
        unansweredSince = now
        return max(now + limits.silence, nextHintAt)
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
