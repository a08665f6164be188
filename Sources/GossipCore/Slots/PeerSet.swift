/// A set of peers by their slots in the table, one bit each, in ascending order.
struct PeerSet: Equatable, Sendable, Sequence {
    private(set) var bits: UInt64 = 0

    static let none = PeerSet()
    static let capacity = 64

    init() {}

    init(_ slot: Int) { insert(slot) }

    var count: Int { bits.nonzeroBitCount }

    func contains(_ slot: Int) -> Bool { bits >> UInt64(slot) & 1 != 0 }

    mutating func insert(_ slot: Int) { bits |= 1 << UInt64(slot) }

    mutating func remove(_ slot: Int) { bits &= ~(1 << UInt64(slot)) }

    mutating func formUnion(_ other: PeerSet) { bits |= other.bits }

    func intersection(_ other: PeerSet) -> PeerSet {
        var result = self
        result.bits &= other.bits
        return result
    }

    func subtracting(_ other: PeerSet) -> PeerSet {
        var result = self
        result.bits &= ~other.bits
        return result
    }

    func makeIterator() -> Iterator { Iterator(bits: bits) }

    struct Iterator: IteratorProtocol {
        var bits: UInt64

        mutating func next() -> Int? {
            guard bits != 0 else { return nil }
            let slot = bits.trailingZeroBitCount
            bits &= bits - 1
            return slot
        }
    }
}
