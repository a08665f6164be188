/// A position between items: a timestamp and the first 0 … 32 bytes of an identifier, or infinity.
///
/// Bytes that are left out count as zeros. Two bounds are equal when they stand at the same position,
/// whatever the lengths of their prefixes. A range contains its lower bound and not its upper bound.
@frozen
public struct Bound: Comparable, Sendable {
    /// The timestamp; `UInt64.max` in infinity only.
    public let timestamp: UInt64
    /// The identifier prefix, filled up with zeros.
    public let id: ItemID
    /// The number of bytes of the identifier on the wire, 0 … 32.
    public let prefixLength: Int

    /// Makes the bound before all items of a timestamp; `UInt64.max` gives infinity.
    @inlinable
    public init(timestamp: UInt64) {
        self.timestamp = timestamp
        id = .zero
        prefixLength = 0
    }

    /// Makes the bound immediately before an item.
    @inlinable
    public init(_ item: Item) {
        self.init(timestamp: item.timestamp, id: item.id, prefixLength: ItemID.length)
    }

    /// Makes the bound at a timestamp and the first bytes of an identifier.
    ///
    /// The prefix length is brought into 0 … 32; a timestamp of `UInt64.max` gives infinity.
    @inlinable
    public init(timestamp: UInt64, id: ItemID, prefixLength: Int) {
        let length = timestamp == .max ? 0 : Swift.min(Swift.max(prefixLength, 0), ItemID.length)
        self.timestamp = timestamp
        self.id = id.truncated(toPrefixLength: length)
        self.prefixLength = length
    }

    /// Makes the shortest bound that is above one item and not above the next.
    @inlinable
    public init(separating lower: Item, from upper: Item) {
        if lower.timestamp == upper.timestamp {
            let length = lower.id.sharedPrefixLength(with: upper.id) + 1
            self.init(timestamp: upper.timestamp, id: upper.id, prefixLength: length)
        } else {
            self.init(timestamp: upper.timestamp)
        }
    }

    /// The bound before every item.
    @inlinable public static var zero: Bound { Bound(timestamp: 0) }

    /// The bound after every item.
    @inlinable public static var infinity: Bound { Bound(timestamp: .max) }

    /// True when this is the bound after every item.
    @inlinable public var isInfinity: Bool { timestamp == .max }

    /// True when both stand at the same position.
    @inlinable
    public static func == (left: Bound, right: Bound) -> Bool {
        left.timestamp == right.timestamp && left.id == right.id
    }

    /// Orders bounds by position.
    @inlinable
    public static func < (left: Bound, right: Bound) -> Bool {
        left.timestamp != right.timestamp ? left.timestamp < right.timestamp : left.id < right.id
    }

    /// True when an item lies below this bound, outside the range that begins here.
    @inlinable
    public func isAbove(_ item: Item) -> Bool {
        item.timestamp != timestamp ? item.timestamp < timestamp : item.id < id
    }
}
