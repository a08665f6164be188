internal import GossipWire
internal import PlantedFaults

/// The members of the network, and the channels to those who are none any longer.
extension Channels {
    /// Takes the keys of a member into use if an admin has rotated to the newest of them; sessions go on.
    ///
    /// - Parameters:
    ///   - keys: The keys.
    ///   - now: The monotonic clock.
    /// - Returns: The keys to be stored, `nil` when they were in use.
    mutating func follow(_ keys: NetworkKeys, at now: UInt64) -> NetworkKeys? {
        guard let stored = configuration.follow(keys) else { return nil }
        forgetsKeysAt = stored == configuration.keys ? nil : now + limits.forgottenKeyLife
        takeKeys()
        return stored
    }

    /// Forgets the older keys once an admin has said so, and members that are up had the time to follow.
    mutating func forgetKeys(at now: UInt64) {
        guard let time = forgetsKeysAt, now >= time else { return }
        forgetsKeysAt = nil
        configuration.keys = NetworkKeys(configuration.keys.newest)
        takeKeys()
    }

    private mutating func takeKeys() {
        hintKeys = configuration.keys.all.map { LinkHintKey($0) }
        openings = configuration.keys.all.map { configuration.opening(with: $0) }
        noteDeadline()
    }

    /// Takes the members of the network as they are from now on, and ends the channels to all others.
    ///
    /// - Returns: The addresses of those who were refused, with the reasons.
    mutating func take(
        members roster: Roster,
        _ turn: inout Turn,
        into effects: inout Effects
    ) -> [(address: PeerAddress, refusal: LinkRefusal)] {
        configuration.take(members: roster)
        var ended: [(address: PeerAddress, refusal: LinkRefusal)] = []
        for place in table.indices where !faults.has(.keepsRemoved) {
            guard let channel = table[place], let refusal = roster.refusal(of: channel.node) else {
                continue
            }
            if let address = channel.addresses.first,
                let sealing = table[place]?.nextSealing(at: turn.now.monotonic, limits, faults)
            {
                let notice = LinkNotice(refusal).content[...]
                seal(notice, sealing, in: place, to: address, &turn, into: &effects)
            }
            ended += channel.addresses.map { ($0, refusal) }
            close(place, &turn)
        }
        noteDeadline()
        return ended
    }
}
