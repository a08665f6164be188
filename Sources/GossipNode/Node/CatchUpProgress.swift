public import GossipWire

/// The progress of a catch-up with one peer.
public struct CatchUpProgress: Equatable, Sendable {
    /// The peer.
    public let peer: PeerAddress
    /// Messages the peer has and this node lacks, as far as it is known.
    public let needed: Int
    /// Messages received of these.
    public let received: Int
    /// Messages sent to the peer, who lacked them.
    public let sent: Int
    /// The catch-up has ended; both logs were equal when it did.
    public let done: Bool
    /// The authors that the proof leaves out: the node and the peer do not block the same.
    public let excluded: Int
    /// True when the proof leaves out guests: authors without a pass, of whom one of both keeps no more.
    public let excludesGuests: Bool

    /// Makes a progress, for tests of programs that embed a node.
    public init(
        peer: PeerAddress,
        needed: Int,
        received: Int,
        sent: Int,
        done: Bool,
        excluded: Int = 0,
        excludesGuests: Bool = false
    ) {
        self.peer = peer
        self.needed = needed
        self.received = received
        self.sent = sent
        self.done = done
        self.excluded = excluded
        self.excludesGuests = excludesGuests
    }
}
