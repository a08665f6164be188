import Negentropy
import TestSupport
import Testing

@Suite("Items without some") struct ItemsWithoutTests {
    private static func items(_ count: Int, _ random: inout SeededGenerator) -> [Item] {
        (0..<count).map { _ in
            Item(timestamp: random.next() % 50, id: random.id())
        }.sorted()
    }

    @Test("are the storage of the rest, in every answer", arguments: 0..<40)
    func areTheStorageOfTheRestInEveryAnswer(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let all = Self.items(Int(random.next() % 60), &random)
        let share = random.next() % 5
        let omitted = all.filter { _ in random.next() % 5 < share }
        let foreign = Self.items(3, &random)
        let part = ItemsWithout(
            SortedItems(all),
            without: (omitted + foreign).shuffled(using: &random)
        )
        let rest = SortedItems(all.filter { !omitted.contains($0) })
        #expect(part.count == rest.count)
        for index in 0..<rest.count { #expect(part.item(at: index) == rest.item(at: index)) }
        for start in 0...rest.count {
            for end in start...rest.count {
                #expect(part.sum(of: start..<end) == rest.sum(of: start..<end))
                var (found, wanted): ([Item], [Item]) = ([], [])
                part.forEachItem(in: start..<end) { found.append($0) }
                rest.forEachItem(in: start..<end) { wanted.append($0) }
                #expect(found == wanted)
            }
        }
        let bounds =
            all.map { Bound($0) } + [.zero, .infinity] + (0..<50).map { Bound(timestamp: $0) }
        for bound in bounds {
            let start = rest.count / 3
            for range in [0..<rest.count, start..<rest.count, 0..<start] {
                #expect(part.lowerBound(bound, in: range) == rest.lowerBound(bound, in: range))
            }
        }
    }
}
