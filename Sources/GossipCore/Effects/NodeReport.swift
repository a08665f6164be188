public import GossipWire

/// A report for people and programs.
public enum NodeReport: Equatable, Sendable {
    /// The phase that the node has entered.
    case phase(NodePhase)
    /// A new status of a peer, or a new name.
    case peer(PeerStatusReport)
    /// A strike of a peer, which is muted for it.
    case muted(StrikeRecord)
    /// The reason found for which a peer does not answer.
    case absent(AbsentPeer)
    /// An address that has not answered for long and is no longer contacted.
    case forgotten(PeerAddress)
    /// A sleep of the node or a jump of its clock, after which it catches up again.
    case slept(milliseconds: UInt64)
    /// The end of the doubt of ``OwnHistory``: the peers were asked, or the wait for them is over.
    case mayPublish(hasAsked: Bool)
    /// The address of a peer that turned out to be this node.
    case isSelf(PeerAddress)
    /// A node that runs twice under one key, as after its disk was cloned, and the address at which it was met last.
    case runsTwice(AuthorKey, at: PeerAddress)
    /// A change of the members of the network.
    case member(MemberChange)
}
