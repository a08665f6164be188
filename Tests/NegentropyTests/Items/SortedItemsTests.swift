import Negentropy
import TestSupport
import Testing

@Suite("Items in memory")
struct SortedItemsTests {
    @Test("are sorted, and duplicates count once")
    func sortedSet() {
        var random = SeededGenerator(seed: 1)
        let items = (0..<500).map { _ in
            Item(timestamp: UInt64(random.below(40)), id: random.id())
        }
        let set = SortedItems((items + items).shuffled(using: &random))
        #expect(set.items == items.sorted())
        #expect(set.count == 500)
    }

    @Test("have the sum and the bounds of any range", arguments: [0, 1, 63, 64, 65, 128, 1_000])
    func ranges(count: Int) {
        var random = SeededGenerator(seed: UInt64(count))
        let set = SortedItems(
            (0..<count).map { _ in Item(timestamp: UInt64(random.below(50)), id: random.id()) }
        )
        for _ in 0..<50 {
            let lower = random.below(count + 1)
            let range = lower..<lower + random.below(count - lower + 1)
            let sum = set.items[range].reduce(into: IDSum()) { $0.add($1.id) }
            #expect(set.sum(of: range) == sum)
            let bound = Bound(timestamp: UInt64(random.below(60)), id: random.id(), prefixLength: 2)
            let expected = set.items[range].firstIndex { !bound.isAbove($0) } ?? range.upperBound
            #expect(set.lowerBound(bound, in: range) == expected)
            #expect(set.lowerBound(.infinity, in: range) == range.upperBound)
        }
    }
}
