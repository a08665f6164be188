internal import DequeModule
internal import GossipCore
internal import GossipWire

/// The members of the network: orders at nodes, their spreading, and the checks of it.
extension Simulation {
    /// The identity of a node on its channels in one run.
    func channels(of node: SimulatedNode) -> ChannelConfiguration {
        guard let members else { return .simulated(node.author.identity, &random) }
        let keys = node.keys ?? members.keys
        node.keys = keys
        let key = node.author.key
        if node.log.records.isEmpty {
            node.log.records = members.beginning(of: key, number: node.number)
        }
        var limits = RosterLimits.standard
        limits.faults = scenario.faults
        let roster = Roster(of: members.network, records: node.log.records, limits: limits)
        node.log.authors = roster?.authors
        return .simulated(
            node.author.identity,
            in: members.network,
            under: keys,
            passedBy: roster?.pass(of: key),
            roster,
            &random
        )
    }

    func scheduleMembers() {
        guard var members else { return }
        for _ in 0..<scenario.memberChangeCount {
            let time = members.random.next() % (scenario.faultSeconds * 1_000_000_000)
            schedule(.changeMembers, after: time)
        }
        self.members = members
    }

    /// Takes in at some node what somebody has ordered there.
    func changeMembers() {
        guard var members else { return }
        let node = nodes[Int(members.random.next() % UInt64(nodes.count))]
        let mayRotate = members.rotationCount < NetworkKeys.countMax - 1
        if mayRotate, members.random.happens(0.15),
            let keys = node.core?.sealed.channelConfiguration.keys
        {
            let (record, newer) = members.rotated(keys)
            self.members = members
            take(AuthenticRecords(checking: [record]), at: node)
            return drive(node) { core, now, effects in
                core.follow(newer, at: now, into: &effects)
            }
        }
        let records = members.drawn(against: hostiles.map(\.author.key))
        self.members = members
        guard node.isRunning else { return }
        take(AuthenticRecords(checking: records), at: node)
    }

    func take(_ records: AuthenticRecords, at node: SimulatedNode) {
        drive(node) { core, now, effects in core.take(records, at: now, into: &effects) }
    }

    /// Stores a change of the records, as the writer does.
    func save(_ change: RosterChange, of node: SimulatedNode) {
        node.log.records.removeAll { change.dropped.contains(RecordID(of: $0.encoded)) }
        node.log.records += change.added
        node.log.authors = node.core?.sealed.roster?.authors
    }

    // MARK: The exchange

    /// The terms of a stream between two nodes, by the handshake of real ones; `nil` when one refuses the other.
    func terms(of dialler: SimulatedNode, _ other: SimulatedNode) -> StreamTerms? {
        guard members != nil, let own = dialler.core?.sealed.channelConfiguration,
            let theirs = other.core?.sealed.channelConfiguration
        else { return nil }
        // A real node tries the next key with the next stream.
        for key in own.keys.all {
            if let terms = terms(of: own, with: key, theirs) { return terms }
        }
        return nil
    }

    private func terms(
        of own: ChannelConfiguration,
        with key: NetworkKey,
        _ theirs: ChannelConfiguration
    ) -> StreamTerms? {
        var (there, back): ([UInt8], [UInt8]) = ([], [])
        var events: [SealedStream.Event] = []
        var ignored: [SealedStream.Event] = []
        var dialling = SealedStream(
            dialling: own,
            with: key,
            fresh: own.lasting,
            into: &there
        )
        var accepting = SealedStream(accepting: theirs, fresh: theirs.lasting)
        while !there.isEmpty || !back.isEmpty {
            let (now, then) = (there, back)
            (there, back) = ([], [])
            guard (try? accepting.receive(now, into: &back, &ignored)) != nil,
                (try? dialling.receive(then, into: &there, &events)) != nil
            else { return nil }
        }
        guard case .opened(_, let terms) = events.first else { return nil }
        return terms
    }

    /// Begins the exchange of records on a stream, where both sides have others.
    func beginExchange(on stream: SimulatedStream) {
        for end in [SimulatedStream.End.initiator, .responder] {
            guard let core = nodes[stream.node(end)].core, let roster = core.sealed.roster else {
                continue
            }
            var actions: [RecordExchange.Action] = []
            let keys = core.sealed.channelConfiguration.keys
            stream.exchanges[end.rawValue] = RecordExchange(of: roster, keys: keys, &actions)
            // It sends, and has nothing to check.
            try? perform(actions, stream, end)
        }
    }

    /// Gives the exchange of an end the frames that have arrived; true once it is over.
    func exchangeIsOver(
        _ stream: SimulatedStream,
        _ end: SimulatedStream.End
    ) throws(SyncFailure) -> Bool {
        while stream.exchanges[end.rawValue]?.isOver == false {
            guard let frame = stream.inbox[end.rawValue].popFirst() else {
                guard stream.isClosedByPeer[end.rawValue] else { return false }
                throw .disconnected("the peer closed it")
            }
            var actions: [RecordExchange.Action] = []
            try stream.exchanges[end.rawValue]?.receive(frame, &actions)
            try perform(actions, stream, end)
        }
        return true
    }

    private func perform(
        _ actions: [RecordExchange.Action],
        _ stream: SimulatedStream,
        _ end: SimulatedStream.End
    ) throws(SyncFailure) {
        for action in actions {
            switch action {
            case .send(let frame): send(frame, on: stream, from: end)
            case .check(let records):
                let peer = nodes[stream.node(end == .initiator ? .responder : .initiator)]
                try check(records, of: peer, at: nodes[stream.node(end)])
            case .follow(let keys):
                drive(nodes[stream.node(end)]) { core, now, effects in
                    core.follow(keys, at: now, into: &effects)
                }
            }
        }
    }

    /// Exchanges records over a stream that carries nothing else.
    func exchangeRecords(_ from: Int, _ run: Int, with address: PeerAddress) {
        guard let node = running(from, run), let to = numberOf[address], to < nodes.count,
            nodes[to].isRunning, !isCut(from, to), !isCut(to, from),
            !translators.hidden.contains(to), let terms = terms(of: node, nodes[to]),
            terms.exchangesRecords, let own = node.core?.sealed.roster,
            let theirs = nodes[to].core?.sealed.roster
        else { return }
        tell("\(from) and \(to) exchange records")
        try? check(theirs.records(without: own.recordIDs), of: nodes[to], at: node)
        try? check(own.records(without: theirs.recordIDs), of: node, at: nodes[to])
    }

    /// Takes in records of a peer as a node does: the new ones, as far as the peer's budget goes.
    private func check(
        _ records: [NetworkRecord],
        of peer: SimulatedNode,
        at node: SimulatedNode
    ) throws(SyncFailure) {
        var refusal: SyncRefusal?
        drive(node) { core, now, effects in
            do throws(SyncRefusal) {
                let new = try core.sift(records, of: peer.author.key, at: now)
                core.take(AuthenticRecords(checking: new), at: now, into: &effects)
            } catch {
                refusal = error
            }
        }
        if let refusal { throw .refused(refusal) }
    }

    /// True when a node may link with another by what it knows.
    func letsIn(_ peer: AuthorKey, at node: SimulatedNode) -> Bool {
        node.core?.sealed.roster?.standing(of: peer).role.contains(.links) ?? true
    }

    // MARK: Checks

    /// True when all nodes say the same of the members.
    var areMembersEqual: Bool {
        guard members != nil else { return true }
        let rosters = nodes.map { $0.core?.sealed.roster }
        return nodes.allSatisfy { hasKey(of: rosters[0]?.rotation, $0) }
            && rosters.allSatisfy { roster in
                roster?.digest == rosters[0]?.digest && roster?.passes == rosters[0]?.passes
                    && roster?.removals == rosters[0]?.removals
            }
    }

    /// True for a node whose newest key is the one that a rotation names, without one the first key.
    ///
    /// Only keys of later rotations may be newer. A disk that is lost, or put back, loses the record of a rotation;
    /// where the key has survived, it is used beside the older ones.
    private func hasKey(of rotation: KeyRotation?, _ node: SimulatedNode) -> Bool {
        guard let members, let keys = node.core?.sealed.channelConfiguration.keys.all else {
            return false
        }
        let later = members.rotatedKeys.dropFirst(Int(rotation?.epoch ?? 0))
        guard let key = keys.first(where: { !later.contains($0) }) else { return false }
        return rotation.map { $0.key == KeyFingerprint(of: key) } ?? (key == members.keys.newest)
    }

    /// The members as each node knows them, in words.
    var membersInWords: String {
        "the nodes differ about the members: "
            + nodes.map { node in
                guard let core = node.core, let roster = core.sealed.roster else { return "down" }
                let key = KeyFingerprint(of: core.sealed.channelConfiguration.keys.newest)
                return "\(node.number): \(roster.recordIDs.count) records, digest "
                    + "\(roster.digest % 10_000), \(roster.passes.count) passes, "
                    + (roster.rotation.map { $0.key == key ? "its key" : "key \($0.epoch) lacks" }
                        ?? "no rotation")
            }.joined(separator: "; ")
    }

    /// Checks that the content that a node has just opened is of a member.
    func checkMembership(of sender: AuthorKey, at node: SimulatedNode) {
        guard !letsIn(sender, at: node) else { return }
        violate(.members, "node \(node.number) takes content of one that is no member")
    }
}
