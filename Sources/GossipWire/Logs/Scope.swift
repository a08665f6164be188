public import Negentropy

/// The messages that a log keeps, given by two bounds that only grow, and by a ceiling.
///
/// Together they say exactly which messages are out of the log, whoever brings them again. So nothing
/// pruned comes back, and two nodes that agree on the bounds agree on what is missing. The ceiling goes
/// with the clock: messages dated far ahead would never grow old, and push out all others under a limit
/// of the size.
///
/// ```
///  0  8  horizon, milliseconds since the Unix epoch
///  8  8  expired, milliseconds since the Unix epoch
/// 16  8  ceiling, milliseconds since the Unix epoch; 2^64 - 1 = none
/// ```
public struct Scope: Hashable, Sendable {
    /// The distance from the clock to the ceiling of a log, in milliseconds: a day.
    public static let ceilingDistance: UInt64 = 86_400_000

    /// Messages signed before this time are gone; milliseconds since the Unix epoch, 0 = none.
    public var horizon: UInt64
    /// Messages whose own lifetime ended at this time or before are gone; 0 = none.
    public var expired: UInt64
    /// Messages signed at this time or after are not taken in yet; `UInt64.max` = no ceiling.
    public var ceiling: UInt64

    /// Makes the bounds.
    public init(horizon: UInt64 = 0, expired: UInt64 = 0, ceiling: UInt64 = .max) {
        self.horizon = horizon
        self.expired = expired
        self.ceiling = ceiling
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
        time >= horizon && time < ceiling
            && (lifetime == 0 || time + UInt64(lifetime) * 1_000 > expired)
    }

    /// Returns false if the scope contains no message of this id, whatever its lifetime.
    public func mayKeep(_ id: MessageID) -> Bool {
        id.time >= horizon && id.time < ceiling
    }

    /// True if lifetimes decide nothing: then ``mayKeep(_:)`` gives the whole answer.
    public var isBoundedByTimeAlone: Bool { expired == 0 }

    /// True if nothing has been pruned from the log.
    public var isUnpruned: Bool { horizon == 0 && expired == 0 }

    /// True if each message of this scope belongs to the other one as well.
    public func isWithin(_ other: Scope) -> Bool {
        horizon >= other.horizon && expired >= other.expired && ceiling <= other.ceiling
    }

    /// The messages of both scopes.
    public func intersection(_ other: Scope) -> Scope {
        Scope(
            horizon: max(horizon, other.horizon),
            expired: max(expired, other.expired),
            ceiling: min(ceiling, other.ceiling)
        )
    }

    /// The bounds of this scope that exclude any message of another; the rest are dropped.
    public func narrowing(_ other: Scope) -> Scope {
        Scope(
            horizon: horizon > other.horizon ? horizon : 0,
            expired: expired > other.expired ? expired : 0,
            ceiling: ceiling < other.ceiling ? ceiling : .max
        )
    }

    /// The later of the bounds that only grow, in milliseconds since the Unix epoch.
    public var latestBound: UInt64 { max(horizon, expired) }

    /// The position at which a reconciliation of the scope begins.
    public var lowerBound: Bound { Bound(timestamp: horizon) }

    /// The position at which a reconciliation of the scope ends.
    public var upperBound: Bound { Bound(timestamp: ceiling) }

    /// Appends the bounds.
    public func encode(into bytes: inout [UInt8]) {
        bytes.append(bigEndian: horizon)
        bytes.append(bigEndian: expired)
        bytes.append(bigEndian: ceiling)
    }

    /// Reads the bounds.
    public init?(from reader: inout ByteReader) {
        guard let horizon = reader.readInteger(UInt64.self),
            let expired = reader.readInteger(UInt64.self),
            let ceiling = reader.readInteger(UInt64.self)
        else { return nil }
        self.init(horizon: horizon, expired: expired, ceiling: ceiling)
    }
}
