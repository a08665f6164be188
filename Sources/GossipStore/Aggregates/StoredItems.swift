internal import GossipWire
public import Negentropy

/// The messages of a snapshot as reconciliation sees them: whole buckets from memory, the edges of a
/// range from the file.
///
/// Equal logs cost no read at all. Belongs to one thread at a time, together with the ``LogReader`` that
/// made it. Every function throws ``StoreError``; with the code `outdated` when pruning has taken away
/// messages of the snapshot since.
public final class StoredItems: ReconciliationStorage {
    /// The error of reading.
    public typealias Failure = StoreError

    /// The state of the log that is reconciled.
    public let snapshot: LogSnapshot
    private let reader: BucketReader
    private let runningTotals: RunningTotals
    private var cache = BucketCache()

    init(_ snapshot: LogSnapshot, connection: Connection) {
        self.snapshot = snapshot
        reader = BucketReader(connection: connection, snapshot: snapshot)
        runningTotals = RunningTotals(snapshot.aggregates.buckets)
    }

    /// The number of messages.
    public var count: Int { snapshot.count }

    /// The first index in the range whose message is at or above a bound, or the end of the range.
    public func lowerBound(_ bound: Bound, in range: Range<Int>) throws(StoreError) -> Int {
        guard let id = MessageID(lowestNotBelow: bound) else { return range.upperBound }
        return try lowerBound(ofID: id, in: range)
    }

    /// The first index in the range whose message has this id or a greater one, or the end of the range.
    func lowerBound(ofID id: MessageID, in range: Range<Int>) throws(StoreError) -> Int {
        guard count > 0 else { return range.upperBound }
        let bucket = snapshot.aggregates.index(of: id)
        let start = runningTotals.counts[bucket]
        let index =
            id == snapshot.aggregates.buckets[bucket].first
            ? start : start + Self.lowerBound(id, in: try ids(ofBucket: bucket))
        return min(max(index, range.lowerBound), range.upperBound)
    }

    /// An id that divides a range of at least two messages in two parts, about halves: one that costs
    /// nothing to find, if there is any.
    func divider(of range: Range<Int>) throws(StoreError) -> MessageID {
        let middle = range.lowerBound + range.count / 2
        let bucket = try bucket(holding: middle)
        if runningTotals.counts[bucket] > range.lowerBound {
            return snapshot.aggregates.buckets[bucket].first
        }
        if runningTotals.counts[bucket + 1] < range.upperBound {
            return snapshot.aggregates.buckets[bucket + 1].first
        }
        return MessageID(try item(at: middle).id)
    }

    /// The item at an index below `count`.
    public func item(at index: Int) throws(StoreError) -> Item {
        let bucket = try bucket(holding: index)
        return Item(try ids(ofBucket: bucket)[index - runningTotals.counts[bucket]])
    }

    /// Calls the body with each item of the range, in ascending order.
    public func forEachItem(
        in range: Range<Int>,
        _ body: (Item) -> Void
    ) throws(StoreError) {
        guard !range.isEmpty else { return }
        var bucket = try bucket(holding: range.lowerBound)
        _ = try self.bucket(holding: range.upperBound - 1)
        while bucket < snapshot.aggregates.buckets.count {
            let part = range.clamped(to: runningTotals.range(ofBucket: bucket))
            if part.count == snapshot.aggregates.buckets[bucket].count {
                try reader.forEachID(inBucket: bucket) { body(Item($0)) }
            } else if !part.isEmpty {
                let start = runningTotals.counts[bucket]
                let ids = try ids(ofBucket: bucket)
                for id in ids[(part.lowerBound - start)..<(part.upperBound - start)] {
                    body(Item(id))
                }
            }
            bucket += 1
            if runningTotals.counts[bucket] >= range.upperBound { return }
        }
    }

    /// The sum of the ids of the range.
    public func sum(of range: Range<Int>) throws(StoreError) -> IDSum {
        guard !range.isEmpty else { return IDSum() }
        return try sum(before: range.upperBound) - sum(before: range.lowerBound)
    }

    private func sum(before index: Int) throws(StoreError) -> IDSum {
        if index == count { return snapshot.sum }
        let bucket = try bucket(holding: index)
        var sum = runningTotals.sums[bucket]
        let part = index - runningTotals.counts[bucket]
        if part > 0 {
            for id in try ids(ofBucket: bucket)[..<part] { sum.add(ItemID(id)) }
        }
        return sum
    }

    private func bucket(holding index: Int) throws(StoreError) -> Int {
        guard index >= 0, index < count else {
            throw StoreError(
                .misuse,
                "read the log",
                reader.connection.path,
                reason: "message \(index) of \(count) was asked for"
            )
        }
        return runningTotals.bucket(holding: index)
    }

    private func ids(ofBucket bucket: Int) throws(StoreError) -> [MessageID] {
        if let known = cache.ids(ofBucket: bucket) { return known }
        var ids: [MessageID] = []
        ids.reserveCapacity(snapshot.aggregates.buckets[bucket].count)
        try reader.forEachID(inBucket: bucket) { ids.append($0) }
        cache.keep(ids, ofBucket: bucket)
        return ids
    }

    private static func lowerBound(_ id: MessageID, in ids: [MessageID]) -> Int {
        var low = 0
        var high = ids.count
        while low < high {
            let middle = low + (high - low) / 2
            if ids[middle] < id { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
