/// A set of items in memory, sorted once and then fixed.
///
/// Takes 40 bytes an item and half a byte for the running sums, which are kept every 64 items: the sum
/// of a range adds up at most 126 identifiers, whatever its length.
public struct SortedItems: ReconciliationStorage, Sendable {
    /// Reading memory does not fail.
    public typealias Failure = Never

    /// The items, ascending, without duplicates.
    public let items: [Item]

    /// The sum of all items before each stretch of `stretchLength`.
    private let runningSums: [IDSum]

    /// The number of items between two running sums.
    private static let stretchLength = 64

    /// Makes the set of the given items, in any order; duplicates count once.
    public init(_ items: [Item]) {
        self.items = SortedItems.sortedSet(items)
        runningSums = SortedItems.runningSums(of: self.items)
    }

    /// The number of items.
    public var count: Int { items.count }

    /// The first index in the range whose item is at or above a bound, or the end of the range.
    public func lowerBound(_ bound: Bound, in range: Range<Int>) -> Int {
        if bound.isInfinity { return range.upperBound }
        var low = range.lowerBound
        var high = range.upperBound
        while low < high {
            let middle = low + (high - low) / 2
            if bound.isAbove(items[middle]) { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The item at an index below `count`.
    public func item(at index: Int) -> Item { items[index] }

    /// Calls the body with each item of the range, in ascending order.
    public func forEachItem(in range: Range<Int>, _ body: (Item) -> Void) {
        for item in items[range] { body(item) }
    }

    /// The sum of the identifiers of the range.
    public func sum(of range: Range<Int>) -> IDSum {
        sum(before: range.upperBound) - sum(before: range.lowerBound)
    }

    private func sum(before index: Int) -> IDSum {
        let stretch = index / SortedItems.stretchLength
        var sum = runningSums[stretch]
        for item in items[stretch * SortedItems.stretchLength..<index] { sum.add(item.id) }
        return sum
    }

    private static func sortedSet(_ items: [Item]) -> [Item] {
        var ascending = true
        for (item, next) in zip(items, items.dropFirst()) where item >= next {
            ascending = false
            break
        }
        if ascending { return items }
        var unique: [Item] = []
        unique.reserveCapacity(items.count)
        for item in items.sorted() where item != unique.last { unique.append(item) }
        return unique
    }

    private static func runningSums(of items: [Item]) -> [IDSum] {
        var sums: [IDSum] = []
        sums.reserveCapacity(items.count / stretchLength + 1)
        var sum = IDSum()
        for (index, item) in items.enumerated() {
            if index % stretchLength == 0 { sums.append(sum) }
            sum.add(item.id)
        }
        if items.count % stretchLength == 0 { sums.append(sum) }
        return sums
    }
}
