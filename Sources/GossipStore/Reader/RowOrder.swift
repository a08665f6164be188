internal import GossipWire

/// The order of a page's rows, which a file from elsewhere may break: its pages are not sorted because
/// SQLite takes them for sorted, and a reader that goes on behind the last row would go in circles.
struct RowOrder {
    /// The range that the next row must lie in; `nil` when there can be none.
    private var rest: QueryRange?
    private let newestFirst: Bool

    init(_ range: QueryRange, newestFirst: Bool) {
        rest = range
        self.newestFirst = newestFirst
    }

    /// Throws unless a row comes after the one before, within the range.
    mutating func take(
        _ row: Statement,
        arrival: UInt64,
        id: MessageID
    ) throws(StoreError) {
        guard let range = rest, range.contains(arrival: arrival, id: id) else {
            throw row.damaged("its messages are not in order")
        }
        rest = range.after(arrival: arrival, id: id, newestFirst: newestFirst)
    }
}
