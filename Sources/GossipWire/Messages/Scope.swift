/// What a log keeps no more: two bounds that only grow.
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

    /// Nothing has been pruned.
    public static let everything = Scope()

    /// Whether a message belongs into the log.
    public func keeps(_ message: Message) -> Bool {
        keeps(time: message.time, lifetime: message.lifetime)
    }

    /// Whether a message of a time in milliseconds and a lifetime in seconds would.
    public func keeps(time: UInt64, lifetime: UInt32) -> Bool {
        time >= horizon && (lifetime == 0 || time + UInt64(lifetime) * 1_000 > expired)
    }

    /// What both of two logs keep.
    public func intersection(_ other: Scope) -> Scope {
        Scope(
            horizon: max(horizon, other.horizon),
            expired: max(expired, other.expired)
        )
    }

    func encode(into bytes: inout [UInt8]) {
        bytes.append(bigEndian: horizon)
        bytes.append(bigEndian: expired)
    }

    init?(from reader: inout ByteReader) {
        guard let horizon = reader.readInteger(UInt64.self),
            let expired = reader.readInteger(UInt64.self)
        else { return nil }
        self.init(horizon: horizon, expired: expired)
    }
}
