import GossipWire
import Negentropy

/// Items in which one has the sums and fingerprints of another.
///
/// A substitute for an author who searched until the ids of two sets of messages had the same sum.
struct DisguisedItems: ReconciliationStorage {
    let items: SortedItems
    /// The item that is there, and the one that its ranges add up to.
    var disguise: (real: Item, shown: Item)?

    var count: Int { items.count }

    func lowerBound(_ bound: Bound, in range: Range<Int>) -> Int {
        items.lowerBound(bound, in: range)
    }

    func item(at index: Int) -> Item { items.item(at: index) }

    func forEachItem(in range: Range<Int>, _ body: (Item) -> Void) {
        items.forEachItem(in: range, body)
    }

    func sum(of range: Range<Int>) -> IDSum {
        var sum = items.sum(of: range)
        guard let disguise, items.items[range].contains(disguise.real) else { return sum }
        sum.subtract(disguise.real.id)
        sum.add(disguise.shown.id)
        return sum
    }
}
