public import GossipWire

/// What a node learned about a peer and should know after a restart.
public struct PeerObservation: Equatable, Sendable {
    /// Where it is reached.
    public var address: PeerAddress
    /// Its key, as claimed.
    public var node: AuthorKey?
    /// Its name, empty for none.
    public var name: String
    /// Whether it answers now.
    public var status: PeerStatus
    /// When it was last heard, milliseconds since the Unix epoch; 0 = never.
    public var lastSeen: UInt64
    /// The smoothed round-trip time in microseconds; 0 = not measured.
    public var roundTripMicroseconds: UInt64
    /// Greetings in a row that were not answered.
    public var failures: Int
    /// Everything up to here of the peer's log is in ours.
    public var cursor: PeerCursor?

    /// Makes an observation.
    public init(
        address: PeerAddress,
        node: AuthorKey?,
        name: String,
        status: PeerStatus,
        lastSeen: UInt64,
        roundTripMicroseconds: UInt64,
        failures: Int,
        cursor: PeerCursor?
    ) {
        self.address = address
        self.node = node
        self.name = name
        self.status = status
        self.lastSeen = lastSeen
        self.roundTripMicroseconds = roundTripMicroseconds
        self.failures = failures
        self.cursor = cursor
    }
}
