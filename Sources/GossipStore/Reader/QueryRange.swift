internal import GossipWire

/// The rest of a query's way through an index: a closed range that shrinks with each page.
enum QueryRange {
    case ids(ClosedRange<MessageID>)
    case arrivals(ClosedRange<UInt64>)

    /// The whole way of a query, `nil` when it is empty.
    init?(_ query: LogQuery) {
        switch query.order {
        case .time:
            guard let range = Self.ids(of: query) else { return nil }
            self = .ids(range)
        case .arrival:
            guard let first = (query.afterArrival ?? 0).successor else { return nil }
            self = .arrivals(first...UInt64.max)
        }
    }

    /// The ids of the query's time range.
    static func ids(of query: LogQuery) -> ClosedRange<MessageID>? {
        guard query.clock == .message else { return .all }
        let since = query.sinceMilliseconds ?? 0
        let until = min(query.untilMilliseconds ?? .max, Message.timeLimit)
        guard since < until else { return nil }
        let lowest = MessageID.lowest(atTime: since)
        guard until < Message.timeLimit else { return lowest...MessageID.greatest }
        guard let greatest = MessageID.lowest(atTime: until).predecessor else { return nil }
        return lowest...greatest
    }

    /// Rows of a page at most.
    var rowsMax: Int {
        switch self {
        case .ids: 2 * LogReader.pageRowsMax
        case .arrivals: LogReader.pageRowsMax
        }
    }

    /// The ids that a message of this time can have.
    static func millisecond(_ time: UInt64) -> QueryRange {
        let end =
            time + 1 < Message.timeLimit ? MessageID.lowest(atTime: time + 1).predecessor : nil
        return .ids(MessageID.lowest(atTime: time)...(end ?? .greatest))
    }

    /// The rest after all of a millisecond, `nil` when it is empty.
    func after(millisecond time: UInt64, newestFirst: Bool) -> QueryRange? {
        guard case .ids(let whole) = Self.millisecond(time) else { return nil }
        let edge = newestFirst ? whole.lowerBound : whole.upperBound
        return after(arrival: 0, id: edge, newestFirst: newestFirst)
    }

    /// The rest from a millisecond on, all of it.
    func from(millisecond time: UInt64, newestFirst: Bool) -> QueryRange {
        guard case .ids(let range) = self, case .ids(let whole) = Self.millisecond(time) else {
            return self
        }
        return newestFirst
            ? .ids(range.lowerBound...min(range.upperBound, whole.upperBound))
            : .ids(max(range.lowerBound, whole.lowerBound)...range.upperBound)
    }

    /// True when a row lies in the range.
    func contains(arrival: UInt64, id: MessageID) -> Bool {
        switch self {
        case .ids(let range): range.contains(id)
        case .arrivals(let range): range.contains(arrival)
        }
    }

    /// The rest after a row.
    func after(arrival: UInt64, id: MessageID, newestFirst: Bool) -> QueryRange? {
        switch self {
        case .ids(let range):
            guard let next = newestFirst ? id.predecessor : id.successor else { return nil }
            let rest = newestFirst ? (range.lowerBound, next) : (next, range.upperBound)
            return rest.0 <= rest.1 ? .ids(rest.0...rest.1) : nil
        case .arrivals(let range):
            guard let next = newestFirst ? arrival.predecessor : arrival.successor
            else { return nil }
            let rest = newestFirst ? (range.lowerBound, next) : (next, range.upperBound)
            return rest.0 <= rest.1 ? .arrivals(rest.0...rest.1) : nil
        }
    }

    /// The statement for a page, bound.
    ///
    /// Walks the index in its order, nothing is sorted.
    func statement(
        of columns: String,
        on connection: Connection,
        newestFirst: Bool,
        rows: Int
    ) throws(StoreError) -> Statement {
        let column = if case .ids = self { "id" } else { "arrival" }
        let statement = try connection.statement(
            """
            SELECT \(columns) FROM message WHERE \(column) BETWEEN ?1 AND ?2
            ORDER BY \(column) \(newestFirst ? "DESC" : "ASC") LIMIT ?3
            """
        )
        switch self {
        case .ids(let range): statement.bind(range.lowerBound, at: 1).bind(range.upperBound, at: 2)
        case .arrivals(let range):
            statement.bind(range.lowerBound, at: 1).bind(range.upperBound, at: 2)
        }
        return statement.bind(rows, at: 3)
    }
}

extension ClosedRange where Bound == MessageID {
    fileprivate static var all: ClosedRange<MessageID> { MessageID.zero...MessageID.greatest }
}

extension UInt64 {
    fileprivate var successor: UInt64? { self == .max ? nil : self + 1 }
    fileprivate var predecessor: UInt64? { self == .min ? nil : self - 1 }
}
