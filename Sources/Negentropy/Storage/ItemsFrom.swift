/// The items of a storage from a bound on: what two sides compare when one of them keeps less.
public struct ItemsFrom<Base: ReconciliationStorage>: ReconciliationStorage {
    /// The error of reading.
    public typealias Failure = Base.Failure

    /// All items.
    public let base: Base
    /// The number of items before the bound.
    public let start: Int

    /// Makes the part of a storage that begins at a bound.
    public init(_ base: Base, from bound: Bound) throws(Base.Failure) {
        self.base = base
        start = bound == .zero ? 0 : try base.lowerBound(bound, in: 0..<base.count)
    }

    /// The number of items.
    public var count: Int { base.count - start }

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
