public import GossipWire

/// The state of a node, seen from outside.
extension NodeCore {
    /// The phase of the node.
    public var phase: NodePhase { catchUp.phase }

    /// The numbers of peers.
    public var tally: PeerTally { catchUp.tally(of: membership.contactCount) }

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
        membership.observations { catchUp.standings[$0]?.cursor }
    }

    func observation(of slot: Int) -> PeerObservation? {
        membership.links[slot]?.observation(cursor: catchUp.standings[slot]?.cursor)
    }
}
