internal import GossipWire

extension MessageLog {
    /// Adds a stored message to the batch's aggregates.
    func addToAggregates(
        _ id: MessageID,
        in pending: inout AppendBatch
    ) throws(StoreError) {
        let (index, isTooLarge) = pending.aggregates.add(id)
        let first = pending.aggregates.buckets[index].first
        if first != pending.lastChanged {
            pending.changedBuckets.insert(first)
            pending.lastChanged = first
        }
        guard isTooLarge else { return }
        let ids = try AggregateTable(connection: connection)
            .ids(from: first, to: pending.aggregates.end(of: index))
        guard ids.count == pending.aggregates.buckets[index].count else {
            throw connection.damaged("the aggregates do not go with the messages")
        }
        pending.aggregates.split(index, ids: ids)
        pending.changedBuckets.insert(pending.aggregates.buckets[index + 1].first)
    }

    /// Writes what the batch has changed beside the messages, in the order of keys.
    func savePending(_ pending: AppendBatch) throws(StoreError) {
        let table = AggregateTable(connection: connection)
        for first in pending.changedBuckets.sorted() {
            try table.save(pending.aggregates.buckets[pending.aggregates.index(of: first)])
        }
        let changed = pending.authors.filter(\.isChanged)
        for author in changed.sorted(by: { $0.state.number < $1.state.number }) {
            try authors.save(author.state)
            guard author.olderBlockIsChanged, let block = author.olderBlock else { continue }
            try SequenceTable(connection: connection).save(block, ofAuthor: author.state.number)
        }
    }

    /// Lets aggregates be split early, for trials: after this many ids instead of 1,024.
    package func makeBucketsFull(at count: Int) {
        aggregates.bucketCountMax = count
    }
}
