import Negentropy
import TestSupport

extension SortedItems {
    /// The items of a log: a message every 100 ms, identifiers that begin with the time.
    static func log(count: Int, without absent: (Int) -> Bool = { _ in false }) -> SortedItems {
        var random = SeededGenerator(seed: 11)
        var items: [Item] = []
        for number in 0..<count {
            let timestamp = 1_700_000_000_000 + UInt64(number) * 100
            let id = random.id(startingWith: timestamp)
            if !absent(number) { items.append(Item(timestamp: timestamp, id: id)) }
        }
        return SortedItems(items)
    }
}
