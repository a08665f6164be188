internal import GossipWire
internal import Negentropy

/// The sorted buckets of a log, a copy-on-write value: what reconciliation needs to know of every
/// message without reading any.
struct Aggregates: Sendable {
    /// Ascending by lower bound, without holes.
    private(set) var buckets: [Bucket] = []
    /// The ids in all buckets.
    private(set) var count = 0
    /// The sum of all ids.
    private(set) var sum = IDSum()
    /// No id in the buckets is greater.
    private(set) var newest = MessageID.zero
    /// A bucket that has grown beyond this many ids is split, or followed by a new one.
    var bucketCountMax = Bucket.countMax

    init() {}

    init(buckets: [Bucket], newest: MessageID) {
        self.buckets = buckets
        self.newest = newest
        for bucket in buckets {
            count += bucket.count
            sum += bucket.sum
        }
    }

    /// The bucket an id belongs to.
    ///
    /// There must be one.
    func index(of id: MessageID) -> Int {
        // Nearly every new id belongs to the last bucket.
        if let last = buckets.last, last.first <= id { return buckets.count - 1 }
        var low = 0
        var high = buckets.count
        while high - low > 1 {
            let middle = low + (high - low) / 2
            if buckets[middle].first <= id { low = middle } else { high = middle }
        }
        return low
    }

    /// The end of a bucket: the next one's lower bound, or `nil` for the last.
    func end(of index: Int) -> MessageID? {
        index + 1 < buckets.count ? buckets[index + 1].first : nil
    }

    /// Adds an id that was not there.
    ///
    /// - Returns: the bucket it went into, and whether that one has become too large and must be split.
    mutating func add(_ id: MessageID) -> (index: Int, isTooLarge: Bool) {
        count += 1
        sum.add(ItemID(id))
        let isNewest = id > newest
        if isNewest { newest = id }
        if buckets.isEmpty { buckets.append(Bucket(first: .zero)) }
        var index = index(of: id)
        if isNewest, buckets[index].count >= bucketCountMax {
            // Appended in order, buckets fill up and no id is ever read again.
            buckets.append(Bucket(first: id))
            index += 1
        }
        buckets[index].add(id)
        return (index, buckets[index].count > bucketCountMax)
    }

    /// Takes out an id that was there.
    ///
    /// - Returns: the lower bound of its bucket, which may be empty now.
    mutating func remove(_ id: MessageID) -> MessageID {
        count -= 1
        sum.subtract(ItemID(id))
        let index = index(of: id)
        buckets[index].remove(id)
        return buckets[index].first
    }

    /// Takes out the buckets without an id; the first that is left begins at the smallest id there is.
    ///
    /// - Returns: the lower bounds that are there no more, and one that is new.
    mutating func removeEmptyBuckets() -> (gone: [MessageID], new: MessageID?) {
        var gone = buckets.filter { $0.count == 0 }.map(\.first)
        buckets.removeAll { $0.count == 0 }
        guard let first = buckets.first, first.first != .zero else { return (gone, nil) }
        gone.removeAll { $0 == .zero }
        gone.append(first.first)
        buckets[0] = Bucket(first: .zero, count: first.count, sum: first.sum)
        return (gone, .zero)
    }

    /// Splits a bucket in two halves; `ids` are all of its ids, ascending.
    mutating func split(_ index: Int, ids: [MessageID]) {
        let half = ids.count / 2
        var lower = Bucket(first: buckets[index].first)
        var upper = Bucket(first: ids[half])
        for id in ids[..<half] { lower.add(id) }
        for id in ids[half...] { upper.add(id) }
        buckets[index] = lower
        buckets.insert(upper, at: index + 1)
    }
}
