/// A scope as short as a probe has it: the bounds, and a digest of the cuts.
///
/// ```
///  0  8  horizon, as in a scope
///  8  8  expired
/// 16  8  ceiling
/// 24  8  digest of the cuts, 0 = none
/// ```
public struct ScopeDigest: Hashable, Sendable {
    /// Messages signed before this time are gone; milliseconds since the Unix epoch, 0 = none.
    public let horizon: UInt64
    /// Messages whose own lifetime ended at this time or before are gone; 0 = none.
    public let expired: UInt64
    /// Messages signed at this time or after are not taken in yet; `UInt64.max` = no ceiling.
    public let ceiling: UInt64
    /// The digest of the cuts.
    public let cuts: CutsDigest

    /// Makes the digest of a scope.
    public init(of scope: Scope) {
        (horizon, expired, ceiling) = (scope.horizon, scope.expired, scope.ceiling)
        let isIncomparable = scope.holdsOthers || scope.isClosedToGuests
        cuts = isIncomparable ? .incomparable : scope.cuts.digest
    }

    /// True if sums of two logs of these scopes can be compared.
    public func isComparable(with other: ScopeDigest) -> Bool {
        self == other && cuts != .incomparable
    }

    func encode(into bytes: inout [UInt8]) {
        bytes.append(bigEndian: horizon)
        bytes.append(bigEndian: expired)
        bytes.append(bigEndian: ceiling)
        bytes.append(bigEndian: cuts.value)
    }

    init?(from reader: inout ByteReader) {
        guard let horizon = reader.readInteger(UInt64.self),
            let expired = reader.readInteger(UInt64.self),
            let ceiling = reader.readInteger(UInt64.self),
            let cuts = reader.readInteger(UInt64.self)
        else { return nil }
        (self.horizon, self.expired, self.ceiling) = (horizon, expired, ceiling)
        self.cuts = CutsDigest(value: cuts)
    }
}
