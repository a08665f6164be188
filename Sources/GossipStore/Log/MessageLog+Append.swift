internal import CSQLite
internal import GossipWire

extension MessageLog {
    /// Stores a batch in one transaction: when this returns all of it is durable, and when it throws
    /// nothing of it is there, on disk or in memory.
    ///
    /// Messages that the log has already, or that come twice in the batch, are `duplicate`. Two different
    /// messages with one author and sequence are both stored, and noted as a fork.
    ///
    /// - Parameters:
    ///   - batch: Authentic messages, stored in this order.
    ///   - wallMilliseconds: The time of arrival by this machine's clock, in milliseconds since 1970.
    ///   - peers: What has been learned of peers, to be saved in the same transaction.
    /// - Returns: One outcome a message, in the order of the batch.
    /// - Throws: ``StoreError``. With `full` or `busy` the same batch can be tried again later.
    public func append(
        _ batch: [Incoming],
        at wallMilliseconds: UInt64,
        saving peers: [PeerRecord] = []
    ) throws(StoreError) -> [AppendOutcome] {
        guard !batch.isEmpty || !peers.isEmpty else { return [] }
        var pending = AppendBatch(aggregates: aggregates, lastArrival: lastArrival)
        pending.outcomes.reserveCapacity(batch.count)
        try guarded { () throws(StoreError) in
            try checkpointer.checkpointIfOverdue()
            try connection.transaction { () throws(StoreError) in
                for incoming in batch {
                    try store(incoming, at: wallMilliseconds, in: &pending)
                }
                try savePending(pending)
                try PeerTable(connection: connection).save(peers)
            }
        }
        aggregates = pending.aggregates
        lastArrival = pending.lastArrival
        for (author, state) in pending.authors { authors.remember(state, of: author) }
        return pending.outcomes
    }

    /// Stores one message, if the log does not have it.
    private func store(
        _ incoming: Incoming,
        at wallMilliseconds: UInt64,
        in pending: inout AppendBatch
    ) throws(StoreError) {
        let message = incoming.message
        var (author, isNew) = try author(of: message, in: pending)
        guard
            try insert(
                incoming,
                author: author.number,
                arrival: pending.lastArrival + 1,
                at: wallMilliseconds
            )
        else {
            pending.outcomes.append(.duplicate)
            return
        }
        pending.lastArrival += 1
        pending.outcomes.append(.stored(arrival: pending.lastArrival))
        author.messages += 1
        if message.sequence > author.head.sequence {
            // The author's next one, nearly always: nothing to look for.
            author.head = AuthorHead(sequence: message.sequence, id: message.id)
        } else if !isNew {
            try noteFork(message, of: &author)
        }
        pending.authors[message.author] = author
        try addToAggregates(message.id, in: &pending)
    }

    /// What is known of the message's author, or a row made for it.
    private func author(
        of message: Message,
        in pending: AppendBatch
    ) throws(StoreError) -> (AuthorState, isNew: Bool) {
        if let changed = pending.authors[message.author] { return (changed, false) }
        if let known = try authors.state(of: message.author) { return (known, false) }
        let head = AuthorHead(sequence: message.sequence, id: message.id)
        return (try authors.create(message.author, head: head), true)
    }

    /// Inserts the row; `false` when the log has the message.
    private func insert(
        _ incoming: Incoming,
        author: Int64,
        arrival: Int64,
        at wallMilliseconds: UInt64
    ) throws(StoreError) -> Bool {
        let message = incoming.message
        try insertion.bind(arrival, at: 1).bind(message.id, at: 2).bind(author, at: 3)
            .bind(Int64(bitPattern: message.sequence), at: 4)
            .bind(milliseconds: wallMilliseconds, at: 5).bind(run, at: 6)
            .bind(incoming.via.rawValue, at: 7).bind(incoming.peer?.rawValue, at: 8)
            .bindText(message.topicBytes, at: 9).bind(message.encoded, at: 10).run()
        return connection.changes > 0
    }

    /// Looks whether the author already has another message with this sequence, and keeps the pair.
    private func noteFork(_ message: Message, of author: inout AuthorState) throws(StoreError) {
        let sequence = Int64(bitPattern: message.sequence)
        let other = try connection.statement(
            """
            SELECT id FROM message WHERE author = ?1 AND sequence = ?2 AND id <> ?3
            ORDER BY arrival LIMIT 1
            """
        )
        .bind(author.number, at: 1).bind(sequence, at: 2).bind(message.id, at: 3)
        .firstRow { row throws(StoreError) in try row.messageID(0) }
        guard let other else { return }
        author.forked += 1
        try connection.statement(
            "INSERT INTO fork (author, sequence, first_id, second_id) VALUES (?, ?, ?, ?)"
        )
        .bind(author.number, at: 1).bind(sequence, at: 2).bind(other, at: 3)
        .bind(message.id, at: 4).run()
    }

    private func addToAggregates(
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

    /// Writes the aggregates and authors that the batch has changed, in the order of their keys.
    private func savePending(_ pending: AppendBatch) throws(StoreError) {
        let table = AggregateTable(connection: connection)
        for first in pending.changedBuckets.sorted() {
            try table.save(pending.aggregates.buckets[pending.aggregates.index(of: first)])
        }
        for state in pending.authors.values.sorted(by: { $0.number < $1.number }) {
            try authors.save(state)
        }
    }
}
