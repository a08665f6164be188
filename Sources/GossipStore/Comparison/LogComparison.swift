public import GossipWire
internal import Negentropy

/// The difference of two logs: the messages in one of them alone.
///
/// Goes by the stored aggregates: stretches with equal counts and sums of ids are passed over unread, so
/// that equal logs compare at once whatever their size, and a difference costs the logarithm of it.
/// Both logs are compared as they were when this was made.
public struct LogComparison {
    /// The log that has a message.
    public enum Side: Hashable, Sendable {
        case left, right
    }

    /// Stretches in which both logs together have no more messages are read and merged.
    private static let mergedMax = 2 * Bucket.countMax

    private let left: StoredItems
    private let right: StoredItems

    /// Takes the state of both logs.
    public init(left: LogReader, right: LogReader) throws(StoreError) {
        self.left = left.reconciliation(try left.snapshot())
        self.right = right.reconciliation(try right.snapshot())
    }

    /// The number of messages in a log.
    public func count(_ side: Side) -> Int { side == .left ? left.count : right.count }

    /// True when both have the same messages, as far as count and sum of the ids can say.
    public var areEqual: Bool {
        left.count == right.count && left.snapshot.sum == right.snapshot.sum
    }

    /// Calls the body with each message that only one log has, ascending by id, until it returns `false`.
    ///
    /// - Throws: ``StoreError``, with the code `outdated` when a log was pruned since, or is damaged; and
    ///   what the body throws.
    public func forEachDifference(_ body: (MessageID, Side) throws -> Bool) throws {
        _ = try visit(0..<left.count, 0..<right.count, body)
    }

    /// Goes through stretches that lie between the same two ids; `false` when the body wants no more.
    private func visit(
        _ lefts: Range<Int>,
        _ rights: Range<Int>,
        _ body: (MessageID, Side) throws -> Bool
    ) throws -> Bool {
        if try lefts.count == rights.count && left.sum(of: lefts) == right.sum(of: rights) {
            return true
        }
        guard lefts.count + rights.count > Self.mergedMax else {
            return try merge(lefts, rights, body)
        }
        let divider =
            try lefts.count >= rights.count
            ? left.divider(of: lefts) : right.divider(of: rights)
        let leftMiddle = try left.lowerBound(ofID: divider, in: lefts)
        let rightMiddle = try right.lowerBound(ofID: divider, in: rights)
        let goesOn = try visit(
            lefts.lowerBound..<leftMiddle,
            rights.lowerBound..<rightMiddle,
            body
        )
        return try goesOn
            && visit(leftMiddle..<lefts.upperBound, rightMiddle..<rights.upperBound, body)
    }

    private func merge(
        _ lefts: Range<Int>,
        _ rights: Range<Int>,
        _ body: (MessageID, Side) throws -> Bool
    ) throws -> Bool {
        var leftIDs = try Self.ids(left, lefts)[...]
        var rightIDs = try Self.ids(right, rights)[...]
        while true {
            switch (leftIDs.first, rightIDs.first) {
            case (nil, nil): return true
            case (let leftID?, let rightID?) where leftID == rightID:
                leftIDs.removeFirst()
                rightIDs.removeFirst()
            case (let id?, let other) where other.map { id < $0 } ?? true:
                leftIDs.removeFirst()
                guard try body(id, .left) else { return false }
            case (_, let id):
                rightIDs.removeFirst()
                if let id, try !body(id, .right) { return false }
            }
        }
    }

    private static func ids(
        _ items: StoredItems,
        _ range: Range<Int>
    ) throws(StoreError) -> [MessageID] {
        var ids: [MessageID] = []
        ids.reserveCapacity(range.count)
        try items.forEachItem(in: range) { ids.append(MessageID($0.id)) }
        return ids
    }
}
