public import GossipWire

extension MessageLog {
    /// Stores a batch in one transaction: when this returns all of it is durable, and when it throws
    /// nothing of it is there, on disk or in memory.
    ///
    /// Messages that the log has already, or that come twice in the batch, are `duplicate`. Two different
    /// messages with one author and sequence are both stored, and noted as a fork.
    ///
    /// - Parameters:
    ///   - batch: Messages that are signed or vouched for, stored in this order.
    ///   - wallMilliseconds: The time of arrival by this machine's clock, in milliseconds since 1970.
    ///   - peers: What has been learned of peers, to be saved in the same transaction.
    ///   - strikes: What peers have done against the protocol, to be saved likewise.
    /// - Returns: One outcome a message, in the order of the batch.
    /// - Throws: ``StoreError``. With `full` or `busy` the same batch can be tried again later.
    public func append(
        _ batch: [Incoming],
        at wallMilliseconds: UInt64,
        saving peers: [PeerRecord] = [],
        strikes: [StrikeRecord] = []
    ) throws(StoreError) -> [AppendOutcome] {
        newForks = []
        guard !batch.isEmpty || !peers.isEmpty || !strikes.isEmpty else { return [] }
        if isShort, let shortage { throw shortage }
        do throws(StoreError) {
            return try store(batch, at: wallMilliseconds, saving: peers, strikes)
        } catch {
            // The write-ahead log gives its space back, perhaps enough for these messages.
            guard error.code == .full, reserve != nil,
                try guarded({ () throws(StoreError) in try fold(.truncate) })
            else { throw error }
            return try store(batch, at: wallMilliseconds, saving: peers, strikes)
        }
    }

    /// Stores a batch in one transaction.
    private func store(
        _ batch: [Incoming],
        at wallMilliseconds: UInt64,
        saving peers: [PeerRecord],
        _ strikes: [StrikeRecord]
    ) throws(StoreError) -> [AppendOutcome] {
        var pending = AppendBatch(aggregates: aggregates, lastArrival: lastArrival)
        var guestCuts: [LogCut] = []
        pending.outcomes.reserveCapacity(batch.count)
        try guarded { () throws(StoreError) in
            if checkpointer.isOverdue { try fold(.restart) }
            try connection.transaction { () throws(StoreError) in
                for incoming in batch {
                    try store(incoming, at: wallMilliseconds, in: &pending)
                }
                try savePending(pending)
                guestCuts = try saveGuests(pending)
                try savePeerRows(peers)
                try StrikeTable(connection: connection).save(strikes)
                try coverGrowth()
            }
        }
        aggregates = pending.aggregates
        lastArrival = pending.lastArrival
        newForks = pending.forks
        takeGuests(pending.guests, cutting: guestCuts)
        for author in pending.authors { authors.remember(author.state, of: author.key) }
        return pending.outcomes
    }

    /// Stores one message, if the log does not have it.
    private func store(
        _ incoming: Incoming,
        at wallMilliseconds: UInt64,
        in pending: inout AppendBatch
    ) throws(StoreError) {
        guard scope.keeps(incoming.message) else {
            pending.outcomes.append(scope.cuts.keeps(incoming.message) ? .pruned : .cut)
            return
        }
        guard authorList?.takesIn(incoming.message.author, within: scope) ?? true else {
            pending.outcomes.append(.foreign)
            return
        }
        guard !refused.ids.contains(incoming.message.id) else {
            pending.outcomes.append(.refused)
            return
        }
        if authorList?.isGuest(incoming.message.author) ?? false,
            let outcome = try takeGuestRoom(
                for: incoming.message,
                at: wallMilliseconds,
                in: &pending
            )
        {
            pending.outcomes.append(outcome)
            return
        }
        let index = try authorIndex(of: incoming.message, in: &pending)
        let arrival = pending.lastArrival + 1
        let author = pending.authors[index].state.number
        guard try insertion.insert(incoming, author: author, arrival: arrival, at: wallMilliseconds)
        else {
            pending.outcomes.append(.duplicate)
            return
        }
        pending.lastArrival = arrival
        pending.outcomes.append(.stored(arrival: arrival))
        let fork = try note(incoming.message, arrival: arrival, of: &pending.authors[index])
        if let fork { pending.forks.append(fork) }
        if let end = incoming.message.end { try noteEnd(end, arrival: arrival) }
        try addToAggregates(incoming.message.id, in: &pending)
    }

    /// The index of the message's author in the batch, read from its row or made with a new one.
    private func authorIndex(
        of message: Message,
        in pending: inout AppendBatch
    ) throws(StoreError) -> Int {
        if let index = pending.index(of: message.author) { return index }
        if let known = try authors.state(of: message.author) {
            return pending.add(.init(key: message.author, state: known))
        }
        let head = AuthorHead(sequence: message.sequence, id: message.id)
        let created = try authors.create(message.author, head: head)
        return pending.add(.init(key: message.author, state: created))
    }

    /// Counts a stored message with its author, and notes where it is or what it is a fork of.
    ///
    /// - Returns: The fork, when it is the first with this number.
    private func note(
        _ message: Message,
        arrival: UInt64,
        of author: inout AppendBatch.Author
    ) throws(StoreError) -> ForkRecord? {
        author.isChanged = true
        author.state.messages += 1
        if message.sequence > author.state.head.sequence {
            try moveHead(to: message, of: &author)
        }
        let other: UInt64?
        if author.state.headBlock.holds(message.sequence) {
            other = author.state.headBlock.insert(message.sequence, arrival: arrival)
        } else {
            other = try insertOlder(message.sequence, arrival: arrival, of: &author)
        }
        if let other {
            author.state.forked += 1
            return try saveFork(message, of: other, author: author.state.number)
        }
        if message.sequence == author.state.head.sequence {
            // The head with this number has been pruned, and this is another one.
            author.state.head = AuthorHead(sequence: message.sequence, id: message.id)
        }
        return nil
    }

    /// Notes when a message ends that has a lifetime.
    private func noteEnd(_ end: UInt64, arrival: UInt64) throws(StoreError) {
        try connection.statement("INSERT INTO expiry (end_ms, arrival) VALUES (?1, ?2)")
            .bind(end, at: 1).bind(arrival, at: 2).run()
    }

    /// Makes a message the author's head; the block of the last head goes into the table when this
    /// one begins another.
    private func moveHead(
        to message: Message,
        of author: inout AppendBatch.Author
    ) throws(StoreError) {
        author.state.head = AuthorHead(sequence: message.sequence, id: message.id)
        guard !author.state.headBlock.holds(message.sequence) else { return }
        try SequenceTable(connection: connection)
            .save(author.state.headBlock, ofAuthor: author.state.number)
        // Nothing of the author lies above its head: there is no such block to look for.
        author.state.headBlock = SequenceBlock(holding: message.sequence)
    }

    /// Notes a message below the block of the author's head.
    ///
    /// - Returns: the arrival number of another message with that sequence, if there is one.
    private func insertOlder(
        _ sequence: UInt64,
        arrival: UInt64,
        of author: inout AppendBatch.Author
    ) throws(StoreError) -> UInt64? {
        let table = SequenceTable(connection: connection)
        if author.olderBlock?.holds(sequence) != true {
            if author.olderBlockIsChanged, let block = author.olderBlock {
                try table.save(block, ofAuthor: author.state.number)
            }
            author.olderBlockIsChanged = false
            author.olderBlock =
                try table.block(holding: sequence, ofAuthor: author.state.number)
                ?? SequenceBlock(holding: sequence)
        }
        let other = author.olderBlock?.insert(sequence, arrival: arrival)
        if other == nil { author.olderBlockIsChanged = true }
        return other
    }

    /// Keeps two different messages with one author and sequence, as proof.
    ///
    /// - Returns: The fork, when it is the first with this number.
    private func saveFork(
        _ message: Message,
        of arrival: UInt64,
        author: Int64
    ) throws(StoreError) -> ForkRecord? {
        let first = try connection.statement("SELECT id FROM message WHERE arrival = ?")
            .bind(arrival, at: 1)
            .firstRow { row throws(StoreError) in try row.messageID(0) }
        guard let first else {
            throw connection.damaged("message \(arrival) is missing, which a later one contradicts")
        }
        let known = try connection.statement(
            "SELECT 1 FROM fork WHERE author = ?1 AND sequence = ?2 LIMIT 1"
        )
        .bind(author, at: 1).bind(Int64(bitPattern: message.sequence), at: 2)
        .firstRow { row in row.int(0) }
        try connection.statement(
            "INSERT INTO fork (author, sequence, first_id, second_id) VALUES (?, ?, ?, ?)"
        )
        .bind(author, at: 1).bind(Int64(bitPattern: message.sequence), at: 2)
        .bind(first, at: 3).bind(message.id, at: 4).run()
        guard known == nil else { return nil }
        return ForkRecord(
            author: message.author,
            sequence: message.sequence,
            first: first,
            second: message.id
        )
    }
}
