import TestSupport
import Testing

@testable import Negentropy

@Suite("Items and bounds")
struct ItemTests {
    @Test("An identifier is its 32 bytes, ordered byte by byte", arguments: 0..<20)
    func identifiers(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let left = random.id()
        var bytes = left.bytes
        #expect(ItemID(bytes: bytes) == left)
        #expect(ItemID(bytes: bytes.dropLast()) == nil)
        #expect(ItemID(bytes: bytes + [0]) == nil)
        let index = random.below(32)
        bytes[index] ^= UInt8(1 << random.below(8))
        let right = try #require(ItemID(bytes: bytes))
        #expect((left < right) == left.bytes.lexicographicallyPrecedes(bytes))
        #expect(left.sharedPrefixLength(with: right) == index)
        #expect(left.truncated(toPrefixLength: index) == right.truncated(toPrefixLength: index))
        #expect(left.truncated(toPrefixLength: index).bytes[index...].allSatisfy { $0 == 0 })
        #expect((0..<32).map { left[$0] } == left.bytes)
    }

    @Test(
        "The separating bound is above one item, not above the next, and shortest",
        arguments: 0..<50
    )
    func separatingBounds(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let shared = random.below(32)
        let lowerID = random.id()
        var bytes = lowerID.bytes
        for index in shared..<32 { bytes[index] = UInt8(truncatingIfNeeded: random.next()) }
        let pair = [lowerID, ItemID(prefix: bytes)].sorted()
        guard pair[0] < pair[1] else { return }
        let lower = Item(timestamp: 7, id: pair[0])
        let upper = Item(timestamp: 7, id: pair[1])
        let bound = Bound(separating: lower, from: upper)
        #expect(bound.isAbove(lower) && !bound.isAbove(upper))
        let shorter = Bound(timestamp: 7, id: upper.id, prefixLength: bound.prefixLength - 1)
        #expect(!shorter.isAbove(lower))
        let later = Item(timestamp: 8, id: pair[0])
        #expect(Bound(separating: upper, from: later) == Bound(timestamp: 8))
    }

    @Test("Bounds are equal by position, and infinity is above everything")
    func boundOrder() {
        let id = ItemID(0xAB00_0000_0000_0000, 0, 0, 0)
        let short = Bound(timestamp: 3, id: id, prefixLength: 1)
        #expect(short == Bound(Item(timestamp: 3, id: id)))
        #expect(Bound.zero < short && short < Bound(timestamp: 4))
        #expect(Bound(timestamp: .max - 1) < .infinity)
        #expect(Bound(timestamp: .max, id: id, prefixLength: 5) == .infinity)
        #expect(Bound(timestamp: 3, id: id, prefixLength: 99).prefixLength == 32)
    }
}
