internal import GossipWire

extension MessageLog {
    /// Messages that are looked at ahead of a step: more than it removes, as those of one millisecond go
    /// together.
    private static let prunableMax = 2 * pruneCountMax

    /// The newest arrival number among the messages that the next step of pruning removes, and perhaps of
    /// the one after it; 0 when there are none.
    ///
    /// A reader that has come that far loses nothing by the step.
    public func newestPrunable(before horizon: UInt64) throws(StoreError) -> UInt64 {
        try guarded { () throws(StoreError) in
            try connection.statement(
                """
                SELECT max(arrival) FROM
                (SELECT arrival FROM message WHERE id < ?1 ORDER BY id LIMIT ?2)
                """
            )
            .bind(MessageID.lowest(atTime: min(horizon, Message.timeLimit - 1)), at: 1)
            .bind(Self.prunableMax, at: 2).firstRow { row in row.uint64(0) } ?? 0
        }
    }

    /// The same of the messages whose own lifetime is over at a time.
    public func newestPrunable(endingThrough time: UInt64) throws(StoreError) -> UInt64 {
        try guarded { () throws(StoreError) in
            try connection.statement(
                """
                SELECT max(arrival) FROM
                (SELECT arrival FROM expiry WHERE end_ms <= ?1 ORDER BY end_ms, arrival LIMIT ?2)
                """
            )
            .bind(time, at: 1).bind(Self.prunableMax, at: 2)
            .firstRow { row in row.uint64(0) } ?? 0
        }
    }
}
