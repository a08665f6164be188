public import GossipWire

/// The row of a peer in this log; means nothing in another.
public struct PeerNumber: RawRepresentable, Hashable, Sendable {
    /// The row's number.
    public let rawValue: Int64

    /// Makes it of a row's number.
    public init(rawValue: Int64) { self.rawValue = rawValue }
}

/// Which peer: an address, and the node that answered there, once it is known.
public struct PeerIdentity: Hashable, Sendable {
    /// Where it listens, as text: `127.0.0.1:5000`, `[::1]:5000`.
    public var address: String
    /// The node's key, `nil` while it has not said it.
    public var node: AuthorKey?

    /// Makes one.
    public init(address: String, node: AuthorKey?) {
        self.address = address
        self.node = node
    }
}

/// Where an address came from.
public enum PeerSource: Int, Sendable {
    /// The operator named it.
    case given = 0
    /// Another peer told of it, or it called.
    case discovered = 1
}

/// How far this node has read a peer's log.
public struct PeerCursor: Hashable, Sendable {
    /// The incarnation of the peer's log, 16 bytes; of another one the number means nothing.
    public var incarnation: [UInt8]
    /// The last arrival number of the peer that was read.
    public var arrival: Int64

    /// Makes a cursor.
    public init(incarnation: [UInt8], arrival: Int64) {
        self.incarnation = incarnation
        self.arrival = arrival
    }
}

/// What a node remembers of a peer over restarts.
public struct PeerRecord: Hashable, Sendable {
    /// Which peer.
    public var identity: PeerIdentity
    /// The name it announces for display.
    public var name: String?
    /// Where its address came from.
    public var source: PeerSource
    /// When it first answered, in milliseconds since 1970; `nil` when it never has.
    public var firstSeenMilliseconds: UInt64?
    /// When it last answered.
    public var lastSeenMilliseconds: UInt64?
    /// Smoothed round trip in microseconds.
    public var roundTripMicroseconds: UInt64?
    /// Attempts without an answer since the last one.
    public var failures: Int
    /// How good a peer it has been; more is better.
    public var score: Int
    /// How far its log has been read.
    public var cursor: PeerCursor?

    /// Makes a record.
    public init(
        identity: PeerIdentity,
        name: String? = nil,
        source: PeerSource,
        firstSeenMilliseconds: UInt64? = nil,
        lastSeenMilliseconds: UInt64? = nil,
        roundTripMicroseconds: UInt64? = nil,
        failures: Int = 0,
        score: Int = 0,
        cursor: PeerCursor? = nil
    ) {
        self.identity = identity
        self.name = name
        self.source = source
        self.firstSeenMilliseconds = firstSeenMilliseconds
        self.lastSeenMilliseconds = lastSeenMilliseconds
        self.roundTripMicroseconds = roundTripMicroseconds
        self.failures = failures
        self.score = score
        self.cursor = cursor
    }
}
