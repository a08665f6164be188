/// The items of a storage except some: what two sides compare when one of them leaves more out.
///
/// Sums are additive, so that leaving items out costs a subtraction.
public struct ItemsWithout<Base: ReconciliationStorage>: ReconciliationStorage {
    /// The error of reading.
    public typealias Failure = Base.Failure

    /// All items.
    public let base: Base
    /// The indices of the items left out, ascending.
    private var omitted: [Int] = []
    /// The sums of the first 0, 1, 2 … items left out.
    private var omittedSums = [IDSum()]

    /// Leaves items out of a storage; those that it does not hold are ignored.
    ///
    /// Looks each of them up in the storage.
    public init(_ base: Base, without items: some Sequence<Item>) throws(Base.Failure) {
        self.base = base
        for item in items.sorted() {
            let start = (omitted.last ?? -1) + 1
            let index = try base.lowerBound(Bound(item), in: start..<base.count)
            guard index < base.count, try base.item(at: index) == item else { continue }
            omitted.append(index)
            var sum = omittedSums[omittedSums.count - 1]
            sum.add(item.id)
            omittedSums.append(sum)
        }
    }

    /// The number of items.
    public var count: Int { base.count - omitted.count }

    /// The first index in the range whose item is at or above a bound, or the end of the range.
    public func lowerBound(_ bound: Bound, in range: Range<Int>) throws(Failure) -> Int {
        let index = try base.lowerBound(bound, in: whole(range))
        return min(max(index - omittedCount(before: index), range.lowerBound), range.upperBound)
    }

    /// The item at an index below `count`.
    public func item(at index: Int) throws(Failure) -> Item {
        try base.item(at: index + shift(of: index))
    }

    /// Calls the body with each item of the range, in ascending order.
    public func forEachItem(in range: Range<Int>, _ body: (Item) -> Void) throws(Failure) {
        let whole = whole(range)
        var start = whole.lowerBound
        var next = omittedCount(before: start)
        while next < omitted.count, omitted[next] < whole.upperBound {
            try base.forEachItem(in: start..<omitted[next], body)
            start = omitted[next] + 1
            next += 1
        }
        try base.forEachItem(in: start..<max(start, whole.upperBound), body)
    }

    /// The sum of the identifiers of the range.
    public func sum(of range: Range<Int>) throws(Failure) -> IDSum {
        let whole = whole(range)
        let left =
            omittedSums[omittedCount(before: whole.upperBound)]
            - omittedSums[omittedCount(before: whole.lowerBound)]
        return try base.sum(of: whole) - left
    }

    /// The items left out that lie before an index of the whole storage.
    private func omittedCount(before index: Int) -> Int {
        Self.firstIndex(in: 0..<omitted.count) { omitted[$0] >= index }
    }

    /// The number of items left out before the item at an index.
    private func shift(of index: Int) -> Int {
        Self.firstIndex(in: 0..<omitted.count) { omitted[$0] - $0 > index }
    }

    /// The range of the whole storage from the first item of a range to its last.
    private func whole(_ range: Range<Int>) -> Range<Int> {
        let start = range.lowerBound + shift(of: range.lowerBound)
        guard let last = range.last else { return start..<start }
        return start..<last + shift(of: last) + 1
    }

    /// The first index of a range with a property that all later ones have too, or its end.
    private static func firstIndex(in range: Range<Int>, where fits: (Int) -> Bool) -> Int {
        var (low, high) = (range.lowerBound, range.upperBound)
        while low < high {
            let middle = low + (high - low) / 2
            if fits(middle) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
