internal import GossipWire

extension LogReader {
    /// The last arrival number that was given, also to a message that is pruned now; 0 for none.
    public func lastArrivalGiven() throws(StoreError) -> UInt64 {
        try connection.statement(
            "SELECT max(arrivals_spent, ifnull((SELECT max(arrival) FROM message), 0)) FROM meta"
        )
        .firstRow { row in row.uint64(0) } ?? 0
    }

    /// The arrival number before the first message here, for a consumer that begins with it.
    public func arrivalBeforeFirst() throws(StoreError) -> UInt64 {
        try connection.reading { () throws(StoreError) in
            let first =
                try connection.statement("SELECT min(arrival) FROM message")
                .firstRow { row in row.optionalUInt64(0) } ?? nil
            if let first { return max(first, 1) - 1 }
            return try lastArrivalGiven()
        }
    }

    /// The number of messages after an arrival number that are gone now.
    ///
    /// Exact, since no arrival number is given twice and none is left out. Costs a look at each
    /// later message if anything has ever been pruned, and nothing otherwise.
    public func countGone(afterArrival arrival: UInt64) throws(StoreError) -> Int {
        try connection.reading { () throws(StoreError) in
            let spent = try connection.statement("SELECT arrivals_spent FROM meta")
                .firstRow { row in row.uint64(0) }
            guard spent ?? 0 > arrival else { return 0 }
            let last = try lastArrivalGiven()
            guard last > arrival else { return 0 }
            let there = try connection.statement("SELECT count(*) FROM message WHERE arrival > ?")
                .bind(arrival, at: 1).firstRow { row in row.int(0) }
            return max(0, Int(last - arrival) - (there ?? 0))
        }
    }

    /// The number of messages after an arrival number and before a horizon: those that a consumer
    /// would lose by it.
    ///
    /// Costs a look into the index for each message before the time.
    public func count(
        before horizon: UInt64,
        afterArrival arrival: UInt64
    ) throws(StoreError) -> Int {
        guard try lastArrival() > arrival else { return 0 }
        // "+" keeps SQLite from reading the rows themselves in the order of arrival.
        return try connection.statement(
            "SELECT count(*) FROM message WHERE id < ?1 AND +arrival > ?2"
        )
        .bind(MessageID.lowest(atTime: min(horizon, Message.timeLimit - 1)), at: 1)
        .bind(arrival, at: 2).firstRow { row in row.int(0) } ?? 0
    }

    /// The number of messages here up to an arrival number.
    ///
    /// Costs a look at each later message: little, near the end.
    func count(throughArrival arrival: UInt64) throws(StoreError) -> Int {
        try connection.reading { () throws(StoreError) in
            let behind = try connection.statement("SELECT count(*) FROM message WHERE arrival > ?")
                .bind(arrival, at: 1).firstRow { row in row.int(0) }
            return try count() - (behind ?? 0)
        }
    }
}
