public import GossipWire

/// The facts about a peer that outlive a restart.
public struct PeerObservation: Equatable, Sendable {
    /// The address at which it is reached.
    public var address: PeerAddress
    /// Its key, as claimed.
    public var node: AuthorKey?
    /// Its name, empty for none.
    public var name: String
    /// True for a peer that the user named.
    public var isConfigured: Bool
    /// The status.
    public var status: PeerStatus
    /// The time at which it was last heard, milliseconds since the Unix epoch; 0 = never.
    public var lastSeen: UInt64
    /// The smoothed round-trip time in microseconds; 0 = not measured.
    public var roundTripMicroseconds: UInt64
    /// The number of unanswered greetings in a row.
    public var failures: Int
    /// The position in the peer's log up to which this log holds everything.
    public var cursor: PeerCursor?
    /// The strikes of its key; `nil` for a peer that has done nothing, or is forgiven.
    public var strikes: StrikeRecord?

    /// Makes an observation.
    public init(
        address: PeerAddress,
        node: AuthorKey?,
        name: String,
        isConfigured: Bool,
        status: PeerStatus,
        lastSeen: UInt64,
        roundTripMicroseconds: UInt64,
        failures: Int,
        cursor: PeerCursor?,
        strikes: StrikeRecord? = nil
    ) {
        self.address = address
        self.node = node
        self.name = name
        self.isConfigured = isConfigured
        self.status = status
        self.lastSeen = lastSeen
        self.roundTripMicroseconds = roundTripMicroseconds
        self.failures = failures
        self.cursor = cursor
        self.strikes = strikes
    }
}
