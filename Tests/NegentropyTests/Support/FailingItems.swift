import Negentropy

/// A set whose reading fails from a certain call on.
final class FailingItems: ReconciliationStorage {
    struct Failure: Error, Equatable {}

    let items: SortedItems
    private var callsLeft: Int

    init(_ items: SortedItems, afterCalls calls: Int) {
        self.items = items
        callsLeft = calls
    }

    var count: Int { items.count }

    func lowerBound(_ bound: Bound, in range: Range<Int>) throws(Failure) -> Int {
        try countCall()
        return items.lowerBound(bound, in: range)
    }

    func item(at index: Int) throws(Failure) -> Item {
        try countCall()
        return items.item(at: index)
    }

    func forEachItem(in range: Range<Int>, _ body: (Item) -> Void) throws(Failure) {
        try countCall()
        items.forEachItem(in: range, body)
    }

    func sum(of range: Range<Int>) throws(Failure) -> IDSum {
        try countCall()
        return items.sum(of: range)
    }

    private func countCall() throws(Failure) {
        callsLeft -= 1
        if callsLeft < 0 { throw Failure() }
    }
}
