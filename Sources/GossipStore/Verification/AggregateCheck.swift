internal import GossipWire

/// The stored counts and sums against the ids, in one state of the log for each stretch.
struct AggregateCheck {
    let reader: LogReader

    func run(_ found: inout LogVerification) throws(StoreError) {
        let snapshot = try reader.snapshot()
        let buckets = snapshot.aggregates.buckets
        let bucketReader = BucketReader(connection: reader.connection, snapshot: snapshot)
        for (index, bucket) in buckets.enumerated() {
            if index > 0, buckets[index - 1].first >= bucket.first {
                found.add(.aggregates, "stretches of ids overlap at \(bucket.first.hex)")
            }
            var counted = Bucket(first: bucket.first)
            do throws(StoreError) {
                try bucketReader.forEachID(inBucket: index) { counted.add($0) }
            } catch  where error.code == .outdated {
                found.add(.aggregates, error.reason)
                continue
            }
            guard counted == bucket else {
                found.add(
                    .aggregates,
                    "the sum of \(bucket.count) ids from \(bucket.first.hex) on is not theirs"
                )
                continue
            }
        }
    }
}
