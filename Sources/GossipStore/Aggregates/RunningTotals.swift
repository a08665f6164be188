internal import Negentropy

/// Counts and sums of everything before each bucket, so that any range of whole buckets costs two
/// look-ups.
struct RunningTotals {
    /// `counts[i]`: the ids before bucket i; one more entry than buckets, the last one is the total.
    let counts: [Int]
    /// `sums[i]`: the sum of the ids before bucket i.
    let sums: [IDSum]

    init(_ buckets: [Bucket]) {
        var counts = [0]
        var sums = [IDSum()]
        counts.reserveCapacity(buckets.count + 1)
        sums.reserveCapacity(buckets.count + 1)
        var count = 0
        var sum = IDSum()
        for bucket in buckets {
            count += bucket.count
            sum += bucket.sum
            counts.append(count)
            sums.append(sum)
        }
        self.counts = counts
        self.sums = sums
    }

    /// The indices of a bucket's ids.
    func range(ofBucket bucket: Int) -> Range<Int> { counts[bucket]..<counts[bucket + 1] }

    /// The bucket that holds an index, which must be below the total.
    func bucket(holding index: Int) -> Int {
        var low = 0
        var high = counts.count - 1
        // Invariant: counts[low] <= index < counts[high]; buckets may be empty.
        while high - low > 1 {
            let middle = low + (high - low) / 2
            if counts[middle] <= index { low = middle } else { high = middle }
        }
        return low
    }
}
