internal import GossipWire

/// The messages of one millisecond that are more than a page.
///
/// Anyone can sign a million messages with one time. They are sorted by their positions, a bounded number at
/// a time: the smallest first, then in another pass over the index those behind them.
extension LogReader {
    /// Positions that a pass keeps; while it reads, twice as many.
    ///
    /// With their arrival numbers these are
    /// 80 bytes each.
    static let positionsMax = 1 << 17

    /// A position, and the arrival number that finds the message.
    struct Placed {
        let position: MessagePosition
        let arrival: UInt64
    }

    /// Calls `take` with the arrival numbers of the millisecond's matching messages, in their order and
    /// in portions, until it returns `false` or `limit` have been given.
    func forEachPlaced(
        inMillisecond time: UInt64,
        _ filter: QueryFilter,
        newestFirst: Bool,
        limit: Int,
        positionsMax: Int = LogReader.positionsMax,
        _ take: ([UInt64]) throws -> Bool
    ) throws {
        var left = limit
        var last: MessagePosition?
        while left > 0 {
            let most = min(positionsMax, left)
            let placed = try firstPlaced(
                inMillisecond: time,
                behind: last,
                filter,
                newestFirst: newestFirst,
                most: most
            )
            guard let end = placed.last, try take(placed.map(\.arrival)), placed.count == most
            else { return }
            left -= placed.count
            last = end.position
        }
    }

    /// The first of the millisecond's matching messages behind a position, in their order.
    private func firstPlaced(
        inMillisecond time: UInt64,
        behind start: MessagePosition?,
        _ filter: QueryFilter,
        newestFirst: Bool,
        most: Int
    ) throws(StoreError) -> [Placed] {
        var kept: [Placed] = []
        /// The last of the first, once too many have been kept.
        var bound: MessagePosition?
        func cut() {
            kept.sort { $0.position.precedes($1.position, newestFirst: newestFirst) }
            guard kept.count > most else { return }
            kept.removeLast(kept.count - most)
            bound = kept.last?.position
        }
        try forEachPosition(inMillisecond: time, filter) { placed in
            if let start, !start.precedes(placed.position, newestFirst: newestFirst) { return }
            if let bound, !placed.position.precedes(bound, newestFirst: newestFirst) { return }
            kept.append(placed)
            if kept.count >= most * 2 { cut() }
        }
        cut()
        return kept
    }

    /// Calls the body with the position of each matching message of a millisecond, in the order of ids
    /// and in short transactions.
    private func forEachPosition(
        inMillisecond time: UInt64,
        _ filter: QueryFilter,
        _ body: (Placed) -> Void
    ) throws(StoreError) {
        let encoded =
            filter.isWanted == nil
            ? "substr(encoded, 1, \(PositionReader.prefixLength))" : "encoded"
        let columns =
            RecordRows.columns(encoded: encoded)
            + ", (SELECT key FROM author WHERE number = message.author)"
        let key = RecordRows.Column.encoded.rawValue + 1
        var range: QueryRange? = .millisecond(time)
        while let part = range {
            let statement = try part.statement(
                of: columns,
                on: connection,
                newestFirst: false,
                rows: Self.pageRowsMax
            )
            var looked = 0
            var last = MessageID.zero
            var order = RowOrder(part, newestFirst: false)
            try statement.forEachRow { row throws(StoreError) in
                looked += 1
                last = try row.messageID(RecordRows.Column.id)
                let arrival = row.uint64(RecordRows.Column.arrival)
                try order.take(row, arrival: arrival, id: last)
                guard try filter.matches(row) else { return true }
                let sequence = row.withBytes(RecordRows.Column.encoded) {
                    Message.sequence(ofEncoded: $0)
                }
                let position = MessagePosition(
                    author: row.isNull(key)
                        ? AuthorKey(MessageID.zero.bytes32) : try row.authorKey(key),
                    sequence: sequence ?? 0,
                    id: last
                )
                body(Placed(position: position, arrival: arrival))
                return true
            }
            guard looked == Self.pageRowsMax else { return }
            range = part.after(arrival: 0, id: last, newestFirst: false)
        }
    }
}
