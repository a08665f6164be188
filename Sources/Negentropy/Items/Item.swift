/// A member of the set that is reconciled: a timestamp and an identifier.
///
/// Items are ordered by timestamp, then by identifier. The protocol gives timestamps no unit; both
/// sides must use the same one. `UInt64.max` is reserved by the protocol for infinity.
@frozen
public struct Item: Hashable, Comparable, Sendable {
    /// The timestamp, less than `UInt64.max`.
    public var timestamp: UInt64
    /// The identifier.
    public var id: ItemID

    /// Makes an item of its two parts.
    @inlinable
    public init(timestamp: UInt64, id: ItemID) {
        self.timestamp = timestamp
        self.id = id
    }

    /// Orders items by timestamp, then by identifier.
    @inlinable
    public static func < (left: Item, right: Item) -> Bool {
        left.timestamp != right.timestamp ? left.timestamp < right.timestamp : left.id < right.id
    }
}
