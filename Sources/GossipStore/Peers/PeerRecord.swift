public import GossipWire

/// The facts about a peer that outlive a restart of the node.
public struct PeerRecord: Hashable, Sendable {
    /// The identity of the peer.
    public var identity: PeerIdentity
    /// The name it announces for display.
    public var name: String?
    /// The origin of its address.
    public var source: PeerSource
    /// Its state when it was last noted.
    public var status: PeerStatus
    /// When it first answered, in milliseconds since 1970; `nil` when it never has.
    public var firstSeenMilliseconds: UInt64?
    /// When it last answered.
    public var lastSeenMilliseconds: UInt64?
    /// Smoothed round trip in microseconds.
    public var roundTripMicroseconds: UInt64?
    /// Attempts without an answer since the last one.
    public var failures: Int
    /// The position up to which its log has been read.
    public var cursor: PeerCursor?

    /// Makes a record.
    public init(
        identity: PeerIdentity,
        name: String? = nil,
        source: PeerSource,
        status: PeerStatus = .unknown,
        firstSeenMilliseconds: UInt64? = nil,
        lastSeenMilliseconds: UInt64? = nil,
        roundTripMicroseconds: UInt64? = nil,
        failures: Int = 0,
        cursor: PeerCursor? = nil
    ) {
        self.identity = identity
        self.name = name
        self.source = source
        self.status = status
        self.firstSeenMilliseconds = firstSeenMilliseconds
        self.lastSeenMilliseconds = lastSeenMilliseconds
        self.roundTripMicroseconds = roundTripMicroseconds
        self.failures = failures
        self.cursor = cursor
    }
}
