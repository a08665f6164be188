public import GossipWire

extension LogReader {
    /// The greatest number of ended messages that one comparison leaves out.
    ///
    /// Each takes 60 bytes of memory, and a peer chooses the time.
    public static let endedCountMax = 1 << 18

    /// The messages of a snapshot that end by their own lifetime at a time or before.
    ///
    /// Those of them that the log itself regards as ended are removed, a step at a time; the others end
    /// only for a peer that is ahead, and stay.
    ///
    /// - Parameters:
    ///   - time: Milliseconds since the Unix epoch.
    ///   - snapshot: The state of the log.
    /// - Returns: Their ids, in no order.
    /// - Throws: ``StoreError``, with the code `outdated` when they are too many.
    public func ended(
        through time: UInt64,
        in snapshot: LogSnapshot
    ) throws(StoreError) -> [MessageID] {
        guard time > 0 else { return [] }
        var ids: [MessageID] = []
        try connection.statement(
            """
            SELECT message.id FROM expiry JOIN message ON message.arrival = expiry.arrival
            WHERE end_ms <= ?1 AND expiry.arrival <= ?2 LIMIT ?3
            """
        )
        .bind(time, at: 1).bind(snapshot.lastArrival, at: 2).bind(Self.endedCountMax + 1, at: 3)
        .forEachRow { row throws(StoreError) in
            ids.append(try row.messageID(0))
            return true
        }
        guard ids.count <= Self.endedCountMax else {
            throw StoreError(
                .outdated,
                "compare the log",
                path,
                reason:
                    "more than \(Self.endedCountMax) messages have ended for the peer and not here",
                hint: "Is the peer's clock, or the one here, wrong by far?"
            )
        }
        return ids
    }
}
