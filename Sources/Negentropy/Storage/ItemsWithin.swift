/// The items of a storage between two bounds: what two sides compare when one of them keeps less.
public struct ItemsWithin<Base: ReconciliationStorage>: ReconciliationStorage {
    /// The error of reading.
    public typealias Failure = Base.Failure

    /// All items.
    public let base: Base
    /// The number of items before the first bound.
    public let start: Int
    /// The number of items between the bounds.
    public let count: Int

    /// Makes the part of a storage from a bound on, and below another.
    public init(_ base: Base, from lower: Bound, to upper: Bound) throws(Base.Failure) {
        self.base = base
        let all = base.count
        start = lower == .zero ? 0 : try base.lowerBound(lower, in: 0..<all)
        let end = upper.isInfinity ? all : try base.lowerBound(upper, in: 0..<all)
        count = max(start, end) - start
    }

    /// The first index in the range whose item is at or above a bound, or the end of the range.
    public func lowerBound(_ bound: Bound, in range: Range<Int>) throws(Failure) -> Int {
        try base.lowerBound(bound, in: whole(range)) - start
    }

    /// The item at an index below `count`.
    public func item(at index: Int) throws(Failure) -> Item { try base.item(at: start + index) }

    /// Calls the body with each item of the range, in ascending order.
    public func forEachItem(in range: Range<Int>, _ body: (Item) -> Void) throws(Failure) {
        try base.forEachItem(in: whole(range), body)
    }

    /// The sum of the identifiers of the range.
    public func sum(of range: Range<Int>) throws(Failure) -> IDSum {
        try base.sum(of: whole(range))
    }

    private func whole(_ range: Range<Int>) -> Range<Int> {
        start + range.lowerBound..<start + range.upperBound
    }
}
