/// The sum of identifiers modulo 2^256, each read as a little-endian integer.
///
/// The sum of a set does not depend on the order of its items, and the sum of a range is the
/// difference of two running sums; that is what makes the fingerprint of any range cheap.
@frozen
public struct IDSum: Hashable, Sendable {
    /// The four 64-bit limbs, the least significant first.
    @usableFromInline var limb0: UInt64
    @usableFromInline var limb1: UInt64
    @usableFromInline var limb2: UInt64
    @usableFromInline var limb3: UInt64

    /// Makes the sum of no identifiers.
    @inlinable
    public init() {
        self.init(limbs: 0, 0, 0, 0)
    }

    @inlinable
    init(limbs limb0: UInt64, _ limb1: UInt64, _ limb2: UInt64, _ limb3: UInt64) {
        self.limb0 = limb0
        self.limb1 = limb1
        self.limb2 = limb2
        self.limb3 = limb3
    }

    /// Makes the sum of exactly 32 little-endian bytes; any other number of bytes gives `nil`.
    @inlinable
    public init?(bytes: some Collection<UInt8>) {
        guard let id = ItemID(bytes: bytes) else { return nil }
        self.init(id)
    }

    /// Makes the sum of one identifier.
    @inlinable
    public init(_ id: ItemID) {
        self.init(
            limbs: id.word0.byteSwapped,
            id.word1.byteSwapped,
            id.word2.byteSwapped,
            id.word3.byteSwapped
        )
    }

    /// The 32 bytes of the sum, least significant first.
    public var bytes: [UInt8] {
        ItemID(limb0.byteSwapped, limb1.byteSwapped, limb2.byteSwapped, limb3.byteSwapped).bytes
    }

    /// Adds an identifier.
    @inlinable
    public mutating func add(_ id: ItemID) {
        self = self + IDSum(id)
    }

    /// Takes away an identifier that was added before.
    @inlinable
    public mutating func subtract(_ id: ItemID) {
        self = self - IDSum(id)
    }

    /// The sum of the identifiers of both sides.
    @inlinable
    public static func + (left: IDSum, right: IDSum) -> IDSum {
        let (sum0, carry0) = left.limb0.addingReportingOverflow(right.limb0)
        let (sum1, carry1) = add(left.limb1, right.limb1, carry0)
        let (sum2, carry2) = add(left.limb2, right.limb2, carry1)
        let (sum3, _) = add(left.limb3, right.limb3, carry2)
        return IDSum(limbs: sum0, sum1, sum2, sum3)
    }

    /// The sum of the identifiers of the left side without those of the right.
    @inlinable
    public static func - (left: IDSum, right: IDSum) -> IDSum {
        let (rest0, borrow0) = left.limb0.subtractingReportingOverflow(right.limb0)
        let (rest1, borrow1) = subtract(left.limb1, right.limb1, borrow0)
        let (rest2, borrow2) = subtract(left.limb2, right.limb2, borrow1)
        let (rest3, _) = subtract(left.limb3, right.limb3, borrow2)
        return IDSum(limbs: rest0, rest1, rest2, rest3)
    }

    /// Adds the identifiers of the right side.
    @inlinable
    public static func += (left: inout IDSum, right: IDSum) {
        left = left + right
    }

    /// Takes away the identifiers of the right side.
    @inlinable
    public static func -= (left: inout IDSum, right: IDSum) {
        left = left - right
    }

    @inlinable
    static func add(_ left: UInt64, _ right: UInt64, _ carry: Bool) -> (UInt64, Bool) {
        let (partial, first) = left.addingReportingOverflow(right)
        let (sum, second) = partial.addingReportingOverflow(carry ? 1 : 0)
        return (sum, first || second)
    }

    @inlinable
    static func subtract(_ left: UInt64, _ right: UInt64, _ borrow: Bool) -> (UInt64, Bool) {
        let (partial, first) = left.subtractingReportingOverflow(right)
        let (rest, second) = partial.subtractingReportingOverflow(borrow ? 1 : 0)
        return (rest, first || second)
    }
}
