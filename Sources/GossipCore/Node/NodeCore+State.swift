public import GossipWire

/// The state of a node, seen from outside.
extension NodeCore {
    /// The phase of the node.
    public var phase: NodePhase { catchUp.phase }

    /// The numbers of peers.
    public var tally: PeerTally {
        var tally = catchUp.tally(of: membership.contactCount)
        tally.muted = membership.up.count { slot in
            catchUp.standings[slot]?.identity.map {
                strikes.isMuted($0, at: turn.now.monotonic)
            } ?? false
        }
        return tally
    }

    /// The peers that do not answer, at most so many of them.
    public func absentPeers(countMax: Int) -> [AbsentPeer] {
        membership.absentPeers(countMax: countMax)
    }

    /// True while publishing waits for the peers' messages of this node.
    public var isInDoubt: Bool { catchUp.doubt.isOpen }

    /// The number of messages that the log holds and the sum of their ids.
    public var digest: LogDigest { kept.digest }

    /// The scope of the log.
    public var scope: Scope { kept.scope }

    /// The scope that a session is offered: the log's once the pruning under way is done.
    public var offeredScope: Scope { kept.offeredScope(below: catchUp.ceiling(at: turn.now.wall)) }

    /// The counts of this run.
    public var counters: Counters { turn.counters }

    /// True for a message that counts as seen, and so is durable.
    public func hasSeen(_ id: MessageID) -> Bool { relay.seen.contains(id) }

    /// The facts about every peer in contact, for listings.
    public var observations: [PeerObservation] {
        membership.observations { catchUp.standings[$0]?.cursor }.map { withStrikes($0) }
    }

    /// Adds what the peer has done against the protocol.
    private func withStrikes(_ observation: PeerObservation) -> PeerObservation {
        var observation = observation
        observation.strikes = observation.node.flatMap { strikes.record(of: $0, at: turn.now) }
        return observation
    }

    func observation(of slot: Int) -> PeerObservation? {
        membership.links[slot]?.observation(cursor: catchUp.standings[slot]?.cursor)
    }
}
