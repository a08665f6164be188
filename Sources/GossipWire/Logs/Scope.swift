public import Negentropy

/// The messages that a log keeps, given by two bounds that only grow.
///
/// Together they say exactly which messages are out of the log, whoever brings them again. So nothing
/// pruned comes back, and two nodes that agree on the bounds agree on what is missing.
///
/// ```
/// 0  8  horizon, milliseconds since the Unix epoch
/// 8  8  expired, milliseconds since the Unix epoch
/// ```
public struct Scope: Hashable, Sendable {
    /// Messages signed before this time are gone; milliseconds since the Unix epoch, 0 = none.
    public var horizon: UInt64
    /// Messages whose own lifetime ended at this time or before are gone; 0 = none.
    public var expired: UInt64

    /// Makes the bounds.
    public init(horizon: UInt64 = 0, expired: UInt64 = 0) {
        self.horizon = horizon
        self.expired = expired
    }

    /// The scope of a log from which nothing has been pruned.
    public static let everything = Scope()

    /// Returns true if the scope contains the message.
    public func keeps(_ message: Message) -> Bool {
        keeps(time: message.time, lifetime: message.lifetime)
    }

    /// Returns true if the scope contains a message of this time in milliseconds and this lifetime in
    /// seconds.
    public func keeps(time: UInt64, lifetime: UInt32) -> Bool {
        time >= horizon && (lifetime == 0 || time + UInt64(lifetime) * 1_000 > expired)
    }

    /// Returns false if the scope contains no message of this id, whatever its lifetime.
    public func mayKeep(_ id: MessageID) -> Bool {
        id.time >= horizon
    }

    /// True if lifetimes decide nothing: then ``mayKeep(_:)`` gives the whole answer.
    public var isBoundedByTimeAlone: Bool { expired == 0 }

    /// True if each message of this scope belongs to the other one as well.
    public func isWithin(_ other: Scope) -> Bool {
        horizon >= other.horizon && expired >= other.expired
    }

    /// The messages of both scopes.
    public func intersection(_ other: Scope) -> Scope {
        Scope(
            horizon: max(horizon, other.horizon),
            expired: max(expired, other.expired)
        )
    }

    /// The bounds of this scope that exclude any message of another; the rest are dropped.
    public func narrowing(_ other: Scope) -> Scope {
        Scope(
            horizon: horizon > other.horizon ? horizon : 0,
            expired: expired > other.expired ? expired : 0
        )
    }

    /// The later of both bounds, in milliseconds since the Unix epoch.
    public var latestBound: UInt64 { max(horizon, expired) }

    /// The position at which a reconciliation of the scope begins.
    public var lowerBound: Bound { Bound(timestamp: horizon) }

    /// Appends both bounds.
    public func encode(into bytes: inout [UInt8]) {
        bytes.append(bigEndian: horizon)
        bytes.append(bigEndian: expired)
    }

    /// Reads both bounds.
    public init?(from reader: inout ByteReader) {
        guard let horizon = reader.readInteger(UInt64.self),
            let expired = reader.readInteger(UInt64.self)
        else { return nil }
        self.init(horizon: horizon, expired: expired)
    }
}
