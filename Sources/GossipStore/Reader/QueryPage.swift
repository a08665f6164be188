internal import GossipWire

/// One page of a query: what was found, and where to go on.
struct QueryPage<Element> {
    /// A found message.
    struct Row {
        let element: Element
        let arrival: UInt64
        let id: MessageID
        let author: Int64
        /// The sequence; `nil` where it has to be looked up.
        let sequence: UInt64?
    }

    /// The way on behind a page.
    enum Rest {
        /// Nothing follows.
        case end
        /// The rows of this range follow.
        case range(QueryRange?)
        /// A millisecond follows that holds more than a page, then the rest.
        case crowded(UInt64)
    }

    var rows: [Row] = []
    var rest = Rest.end

    /// Sorts what shares a millisecond by author and sequence.
    ///
    /// A message alone in its millisecond, the common case, costs a comparison.
    mutating func sortMilliseconds(
        _ positions: inout PositionReader,
        newestFirst: Bool
    ) throws(StoreError) {
        var start = 0
        while start < rows.count {
            let time = rows[start].id.time
            var end = start + 1
            while end < rows.count, rows[end].id.time == time { end += 1 }
            if end > start + 1 {
                var group: [(position: MessagePosition, row: Row)] = []
                group.reserveCapacity(end - start)
                for row in rows[start..<end] {
                    let position = try positions.position(
                        of: row.id,
                        arrival: row.arrival,
                        author: row.author,
                        sequence: row.sequence
                    )
                    group.append((position, row))
                }
                group.sort { $0.position.precedes($1.position, newestFirst: newestFirst) }
                rows.replaceSubrange(start..<end, with: group.lazy.map(\.row))
            }
            start = end
        }
    }
}
