internal import GossipWire

/// The extent of a page as it grows: decides where it ends.
struct PageExtent {
    private let part: QueryRange
    private let limit: Int
    private let newestFirst: Bool
    private let isByTime: Bool
    private var looked = 0
    /// The millisecond of the last row.
    private var time: UInt64?
    /// Messages found before that millisecond.
    private var whole = 0
    /// True when the page has rows before that millisecond.
    private var hasWhole = false
    /// Bytes that the found messages take.
    var bytes = 0

    init(_ part: QueryRange, limit: Int, newestFirst: Bool) {
        self.part = part
        self.limit = limit
        self.newestFirst = newestFirst
        isByTime = if case .ids = part { true } else { false }
    }

    /// Takes note of a row that comes next.
    ///
    /// Gives the rest when the page ends before the row, between two milliseconds.
    mutating func begin<Element>(_ id: MessageID, found: Int) -> QueryPage<Element>.Rest? {
        guard isByTime else { return nil }
        defer { time = id.time }
        guard let time, time != id.time else { return nil }
        whole = found
        hasWhole = true
        let isFull =
            looked >= LogReader.pageRowsMax || found >= limit || bytes >= LogReader.pageBytesMax
        return isFull ? .range(part.after(millisecond: time, newestFirst: newestFirst)) : nil
    }

    /// Takes note of a row that has been looked at.
    ///
    /// Gives the rest when the page ends behind it. Of a millisecond that the page would cut, nothing
    /// stays in it.
    mutating func end<Element>(
        _ id: MessageID,
        _ arrival: UInt64,
        _ rows: inout [QueryPage<Element>.Row]
    ) -> QueryPage<Element>.Rest? {
        looked += 1
        guard isByTime else {
            let isFull =
                looked == LogReader.pageRowsMax || rows.count == limit
                || bytes >= LogReader.pageBytesMax
            guard isFull else { return nil }
            return .range(part.after(arrival: arrival, id: id, newestFirst: newestFirst))
        }
        guard looked == part.rowsMax || bytes >= 2 * LogReader.pageBytesMax else { return nil }
        rows.removeLast(rows.count - whole)
        return hasWhole
            ? .range(part.from(millisecond: id.time, newestFirst: newestFirst))
            : .crowded(id.time)
    }
}
