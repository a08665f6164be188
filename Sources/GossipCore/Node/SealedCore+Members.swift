package import GossipWire

/// The members of the network: whatever a node hears of them comes in here.
extension SealedCore {
    /// The members of the network; `nil` where all who hold its key may link.
    package var roster: Roster? { channels.configuration.roster }

    /// The identity of this node on its channels, and the network, as they are now.
    package var channelConfiguration: ChannelConfiguration { channels.configuration }

    /// Takes in records of the network, of this node or of others.
    ///
    /// What is new is stored and told. Channels end to those who are members no longer.
    ///
    /// - Parameters:
    ///   - records: The records.
    ///   - now: The clocks.
    ///   - effects: What follows.
    package mutating func take(
        _ records: AuthenticRecords,
        at now: Now,
        into effects: inout Effects
    ) {
        node.turn.now = now
        begin()
        merge(records, into: &effects)
        seal(into: &effects)
        hear(into: &effects)
    }

    /// Chooses the records of a peer whose signatures are to be checked, and takes them from its budget.
    ///
    /// What the roster holds already costs nothing, nor what it would not take.
    ///
    /// - Parameters:
    ///   - records: The records that it has sent.
    ///   - peer: The key that it has proved.
    ///   - now: The clocks.
    /// - Returns: Those that would be new.
    /// - Throws: ``SyncRefusal/busy`` when nothing is left of the budget, or the peer is muted.
    package mutating func sift(
        _ records: [NetworkRecord],
        of peer: AuthorKey,
        at now: Now
    ) throws(SyncRefusal) -> [NetworkRecord] {
        guard let roster else { return [] }
        guard !node.strikes.isMuted(peer, at: now.monotonic) else { throw .busy }
        let new = records.filter { roster.lacks($0) }
        let isMember = roster.refusal(of: peer) == nil
        guard
            recordBudget.spend(new.count, of: peer, isMember: isMember, at: now.monotonic)
        else {
            node.turn.count(.recordRate, new.count)
            throw .busy
        }
        return new
    }

    /// Takes the keys of a member into use, when an admin has rotated to the newest of them.
    ///
    /// - Parameters:
    ///   - keys: The keys.
    ///   - now: The clocks.
    ///   - effects: The keys to be stored.
    package mutating func follow(_ keys: NetworkKeys, at now: Now, into effects: inout Effects) {
        begin()
        guard let stored = channels.follow(keys, at: now.monotonic) else { return }
        node.take(recordsDigest: channels.configuration.recordsDigest ?? 0)
        effects.list.append(.saveKeys(stored))
    }

    /// Has the protocol go by the members as they are now.
    mutating func membersChanged() {
        node.take(recordsDigest: channels.configuration.recordsDigest ?? 0)
        node.take(authors: roster?.authors)
    }

    mutating func merge(_ records: AuthenticRecords, into effects: inout Effects) {
        guard let former = roster else { return }
        var roster = former
        let change = roster.merge(records)
        guard !change.isEmpty else { return }
        effects.list.append(.saveRecords(change))
        let ended = channels.take(members: roster, &node.turn, into: &effects)
        membersChanged()
        for (address, refusal) in ended {
            node.dismiss(address, PeerAbsence(refusing: refusal), into: &contents)
        }
        for change in MemberChange.changes(from: former, to: roster) {
            effects.report(.member(change))
        }
    }
}
