public import Negentropy

/// A digest of the part of a log that is older than a bound, and so should be equal everywhere.
///
/// ```
///  0   8  until, milliseconds: messages with a time before it are counted
///  8   8  count
/// 16  16  fingerprint, as in Negentropy V1
/// 32   8  arrival: everything at or below this arrival number lies before the bound
/// 40  32  what the sender keeps: see ``ScopeDigest``
/// ```
public struct SettledDigest: Equatable, Sendable {
    /// The bound in milliseconds since the Unix epoch, exclusive.
    public var until: UInt64
    /// The number of messages before the bound.
    public var count: Int
    /// The fingerprint of their ids.
    public var fingerprint: Fingerprint
    /// An arrival number of the sender's log: who has equal digests has all up to this number.
    public var arrival: UInt64
    /// The scope of the log: only digests of one scope can be compared.
    public var scope: ScopeDigest

    /// Makes a digest.
    public init(
        until: UInt64,
        count: Int,
        fingerprint: Fingerprint,
        arrival: UInt64,
        scope: ScopeDigest
    ) {
        self.until = until
        self.count = count
        self.fingerprint = fingerprint
        self.arrival = arrival
        self.scope = scope
    }

    /// True when two logs have the same messages before the same bound.
    public func matches(_ other: SettledDigest) -> Bool {
        until == other.until && count == other.count && fingerprint == other.fingerprint
    }

    func encode(into bytes: inout [UInt8]) {
        bytes.append(bigEndian: until)
        bytes.append(count: count)
        bytes.append(bigEndian: fingerprint.words.0)
        bytes.append(bigEndian: fingerprint.words.1)
        bytes.append(bigEndian: arrival)
        scope.encode(into: &bytes)
    }

    init?(from reader: inout ByteReader) {
        guard let until = reader.readInteger(UInt64.self),
            let count = reader.readCount(),
            let high = reader.readInteger(UInt64.self),
            let low = reader.readInteger(UInt64.self),
            let arrival = reader.readInteger(UInt64.self),
            let scope = ScopeDigest(from: &reader)
        else { return nil }
        self.init(
            until: until,
            count: count,
            fingerprint: Fingerprint(high, low),
            arrival: arrival,
            scope: scope
        )
    }
}
