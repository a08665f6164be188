/// A catch-up with a peer: what was missing, what came, and the proof.
public struct CatchUpRecord: Hashable, Sendable {
    /// The run of the node it belongs to.
    public var run: Int64
    /// The peer it was made with.
    public var peer: PeerNumber?
    /// When it started, in milliseconds since 1970.
    public var startedMilliseconds: UInt64
    /// When it ended.
    public var endedMilliseconds: UInt64
    /// The number of messages this node lacked.
    public var needed: Int
    /// The number of them that came.
    public var received: Int
    /// The number of messages sent to the peer, who lacked them.
    public var sent: Int
    /// Round trips of the reconciliation.
    public var roundTrips: Int
    /// The proof that both logs were equal; `nil` when the catch-up ended without.
    public var proof: EqualityProof?

    /// Makes a record.
    public init(
        run: Int64,
        peer: PeerNumber?,
        startedMilliseconds: UInt64,
        endedMilliseconds: UInt64,
        needed: Int,
        received: Int,
        sent: Int,
        roundTrips: Int,
        proof: EqualityProof?
    ) {
        self.run = run
        self.peer = peer
        self.startedMilliseconds = startedMilliseconds
        self.endedMilliseconds = endedMilliseconds
        self.needed = needed
        self.received = received
        self.sent = sent
        self.roundTrips = roundTrips
        self.proof = proof
    }
}
