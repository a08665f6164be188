/// A sorted set of items that stays as it is for the whole of a session.
///
/// Items are numbered from 0 in ascending order. A session asks only for indices and ranges within
/// 0 … `count`. `Failure` is the error of reading: `Never` in memory.
public protocol ReconciliationStorage {
    /// The error of reading: `Never` in memory.
    associatedtype Failure: Error

    /// The number of items.
    var count: Int { get }

    /// The first index in the range whose item is at or above a bound, or the end of the range.
    func lowerBound(_ bound: Bound, in range: Range<Int>) throws(Failure) -> Int

    /// The item at an index below `count`.
    func item(at index: Int) throws(Failure) -> Item

    /// Calls the body with each item of the range, in ascending order.
    func forEachItem(in range: Range<Int>, _ body: (Item) -> Void) throws(Failure)

    /// The sum of the identifiers of the range.
    func sum(of range: Range<Int>) throws(Failure) -> IDSum
}

extension ReconciliationStorage {
    /// The fingerprint of the range.
    @inlinable
    public func fingerprint(of range: Range<Int>) throws(Failure) -> Fingerprint {
        if range.isEmpty { return .empty }
        return try sum(of: range).fingerprint(count: range.count)
    }
}
