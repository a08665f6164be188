public import GossipWire

extension MessageLog {
    /// Messages of one transaction of pruning: some milliseconds, in which nothing is published.
    public static let pruneCountMax = 500
    /// Bytes of messages of one transaction, except a single longer one: SQLite goes through all
    /// pages of a long message to free them.
    static let pruneBytesMax = 4 << 20

    /// Removes the oldest messages by signed time, some of them in one transaction, and moves the horizon.
    ///
    /// Call it until it is done; between two calls others may write. What is older than the horizon
    /// is refused from then on.
    ///
    /// - Parameters:
    ///   - horizon: What was signed before this time goes; milliseconds since 1970.
    ///   - countMax: Messages of a transaction; more only when they were signed in one millisecond, fewer
    ///     when they are long.
    /// - Returns: The removed messages, and true once that was all.
    /// - Throws: ``StoreError``, with nothing changed.
    public func prune(
        before horizon: UInt64,
        countMax: Int = pruneCountMax
    ) throws(StoreError) -> PruneStep {
        let horizon = min(horizon, Message.timeLimit - 1)
        guard !scope.isWithin(Scope(horizon: horizon)) else { return PruneStep() }
        return try remove(countMax, because: .horizon) { countMax, splits throws(StoreError) in
            let (found, next) = try oldest(before: horizon, countMax)
            var rows = found
            var reached = horizon
            if let last = next?.id.time {
                // Whole milliseconds only: the horizon is a time.
                rows.removeAll { $0.id.time == last }
                if rows.isEmpty, splits {
                    (rows, reached) = (found, last)
                } else {
                    reached = rows.isEmpty ? last + 1 : last
                    if rows.isEmpty { rows = try oldest(before: reached).messages }
                }
            }
            return Choice(
                messages: rows,
                scope: scope.intersection(Scope(horizon: reached)),
                isLast: reached == horizon
            )
        }
    }

    /// Removes messages whose own lifetime is over, some of them in one transaction.
    ///
    /// - Parameters:
    ///   - time: What ended at this time or before goes; milliseconds since 1970.
    ///   - countMax: Messages of a transaction; more only when they end in one millisecond, fewer when they
    ///     are long.
    /// - Returns: The removed messages, and true once that was all.
    /// - Throws: ``StoreError``, with nothing changed.
    public func expire(
        through time: UInt64,
        countMax: Int = pruneCountMax
    ) throws(StoreError) -> PruneStep {
        guard !scope.isWithin(Scope(expired: time)) else { return PruneStep() }
        return try remove(countMax, because: .expiry) { countMax, splits throws(StoreError) in
            let (found, next) = try expired(through: time, countMax)
            var rows = found
            var reached = time
            if let last = next?.end {
                rows.removeAll { $0.end == last }
                if rows.isEmpty, splits {
                    (rows, reached) = (found, last - 1)
                } else {
                    reached = rows.isEmpty ? last : last - 1
                    if rows.isEmpty { rows = try expired(through: reached).messages }
                }
            }
            return Choice(
                messages: rows,
                scope: scope.intersection(Scope(expired: reached)),
                isLast: reached == time
            )
        }
    }

    /// Takes back bounds that a wrong clock has moved too far; messages that were removed for them may
    /// come again.
    ///
    /// - Parameter scope: The bounds from now on.
    /// - Returns: A step that removes nothing.
    /// - Throws: ``StoreError``, with nothing changed.
    public func widen(to scope: Scope) throws(StoreError) -> PruneStep {
        try guarded { () throws(StoreError) in
            try connection.transaction { () throws(StoreError) in
                try MetaTable(connection: connection).save(scope, spent: lastArrival)
            }
        }
        self.scope = scope
        return PruneStep()
    }

    /// When the next message ends by its own lifetime, in milliseconds since 1970; `nil` = none will.
    public func nextEnd() throws(StoreError) -> UInt64? {
        try guarded { () throws(StoreError) in
            try connection.statement("SELECT end_ms FROM expiry ORDER BY end_ms LIMIT 1")
                .firstRow { row in row.uint64(0) }
        }
    }

    /// The rows that one transaction removes, and the scope of the log after it.
    struct Choice {
        let messages: [PrunableMessage]
        let scope: Scope
        /// The cuts of the log after it, where they change.
        var cuts: [LogCut]?
        let isLast: Bool
    }

    /// The messages that a step can take, and the first one that it has to leave.
    private typealias Candidates = (messages: [PrunableMessage], next: PrunableMessage?)

    /// The oldest; without a count, all of them.
    private func oldest(
        before horizon: UInt64,
        _ countMax: Int? = nil
    ) throws(StoreError) -> Candidates {
        let statement = try connection.statement(
            "SELECT \(PrunableMessage.columns) FROM message WHERE id < ?1 ORDER BY id"
        )
        return try read(statement.bind(MessageID.lowest(atTime: horizon), at: 1), countMax)
    }

    /// Those that end first; without a count, all of them.
    private func expired(
        through time: UInt64,
        _ countMax: Int? = nil
    ) throws(StoreError) -> Candidates {
        let statement = try connection.statement(
            """
            SELECT \(PrunableMessage.columns) FROM expiry
            JOIN message ON message.arrival = expiry.arrival
            WHERE end_ms <= ?1 ORDER BY end_ms, expiry.arrival
            """
        )
        return try read(statement.bind(time, at: 1), countMax)
    }

    private func read(_ statement: Statement, _ countMax: Int?) throws(StoreError) -> Candidates {
        var candidates: Candidates = ([], nil)
        var bytes = 0
        try statement.forEachRow { row throws(StoreError) in
            let message = try PrunableMessage(row)
            if let countMax,
                candidates.messages.count >= countMax || bytes >= Self.pruneBytesMax
            {
                candidates.next = message
                return false
            }
            candidates.messages.append(message)
            bytes += message.bytes
            return true
        }
        return candidates
    }

    /// Removes in one transaction; on a full volume in the reserve's room, and fewer when that is needed.
    ///
    /// Those may then be a part of a millisecond, which the bound does not pass until the last: a crash in
    /// between has them come again, and go again.
    func remove(
        _ countMax: Int,
        because cause: Removal.Cause,
        _ choose: (_ countMax: Int, _ splits: Bool) throws(StoreError) -> Choice
    ) throws(StoreError) -> PruneStep {
        var hasGivenUp = false
        while true {
            let count = max(1, min(countMax, pruneCountThatFits))
            let splits = pruneCountThatFits != .max
            do throws(StoreError) {
                let step = try remove(because: cause) { () throws(StoreError) in
                    try choose(count, splits)
                }
                try releaseWriteAheadLog()
                if !isShort { pruneCountThatFits = .max }
                return step
            } catch {
                guard error.code == .full, let reserve, !isReadOnly else { throw error }
                try releaseWriteAheadLog()
                if !hasGivenUp, reserve.giveUp() {
                    hasGivenUp = true
                    continue
                }
                guard !splits || count > 1 else { throw error }
                pruneCountThatFits = max(1, count / 4)
            }
        }
    }

    /// Takes the write-ahead log into the file on a full volume, so that the next step finds its room.
    func releaseWriteAheadLog() throws(StoreError) {
        guard isShort, reserve != nil else { return }
        do throws(StoreError) {
            _ = try guarded { () throws(StoreError) in try fold(.truncate) }
        } catch {
            guard error.code == .full else { throw error }
        }
    }

    private func remove(
        because cause: Removal.Cause,
        _ choose: () throws(StoreError) -> Choice
    ) throws(StoreError) -> PruneStep {
        var removal = Removal(of: self, cause: cause)
        var opens = false
        let choice = try guarded { () throws(StoreError) in
            if checkpointer.isOverdue { try fold(.restart) }
            return try connection.transaction { () throws(StoreError) in
                let choice = try choose()
                for message in choice.messages { try removal.remove(message) }
                try removal.finish()
                try MetaTable(connection: connection).save(choice.scope, spent: lastArrival)
                for cut in choice.cuts ?? [] where !cuts.contains(cut) {
                    try CutTable(connection: connection).save(cut)
                }
                opens = reopens(with: guests, after: removal.freed)
                if opens { try saveOpening() }
                return choice
            }
        }
        scope = choice.scope
        if opens { scope.isClosedToGuests = false }
        guests.free(removal.freed)
        if let changed = choice.cuts { cuts = changed }
        if !choice.messages.isEmpty {
            aggregates = removal.aggregates
            // Their counts have changed in the table.
            authors = AuthorTable(connection: connection)
        }
        return PruneStep(removed: removal.ids, isDone: choice.isLast)
    }
}
