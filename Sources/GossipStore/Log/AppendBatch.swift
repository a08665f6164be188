internal import GossipWire

/// What a batch changes in memory, kept apart until its transaction is durable.
struct AppendBatch {
    var aggregates: Aggregates
    var lastArrival: Int64
    /// Authors that got messages, by their key.
    var authors: [AuthorKey: AuthorState] = [:]
    /// Lower bounds of the buckets to be written.
    var changedBuckets: Set<MessageID> = []
    /// The one noted last, which is nearly always the next one too.
    var lastChanged: MessageID?
    var outcomes: [AppendOutcome] = []
}
