internal import GossipWire

extension LogReader {
    /// Makes an element of a row, and tells the bytes that it keeps and, where it is at hand, the sequence.
    typealias ElementOfRow<Element> = (Statement) throws(StoreError) -> (
        element: Element, bytes: Int, sequence: UInt64?
    )

    /// Calls `take` with one page after the other until it returns `false`.
    func forEachPage<Element>(
        _ query: LogQuery,
        _ filter: QueryFilter,
        columns: String,
        _ element: ElementOfRow<Element>,
        _ take: ([Element]) throws -> Bool
    ) throws {
        guard !filter.isImpossible else { return }
        var left = query.limit ?? .max
        var range = QueryRange(query)
        var positions = PositionReader(connection: connection)
        while let part = range, left > 0 {
            let statement = try part.statement(
                of: columns,
                on: connection,
                newestFirst: query.newestFirst,
                rows: part.rowsMax
            )
            var page = try readPage(statement, part, filter, query, limit: left, element)
            if query.order == .time {
                try page.sortMilliseconds(&positions, newestFirst: query.newestFirst)
            }
            let elements = page.rows.prefix(left).map(\.element)
            guard try take(elements) else { return }
            left -= elements.count
            switch page.rest {
            case .end: return
            case .range(let rest): range = rest
            case .crowded(let time):
                let goesOn = try forEachPage(
                    ofMillisecond: time,
                    query,
                    filter,
                    left: &left,
                    columns: columns,
                    element,
                    take
                )
                guard goesOn else { return }
                range = part.after(millisecond: time, newestFirst: query.newestFirst)
            }
        }
    }

    /// Calls `take` with the pages of a millisecond that is more than a page; gives `false` when `take` did.
    private func forEachPage<Element>(
        ofMillisecond time: UInt64,
        _ query: LogQuery,
        _ filter: QueryFilter,
        left: inout Int,
        columns: String,
        _ element: ElementOfRow<Element>,
        _ take: ([Element]) throws -> Bool
    ) throws -> Bool {
        var goesOn = true
        var given = 0
        try forEachPlaced(
            inMillisecond: time,
            filter,
            newestFirst: query.newestFirst,
            limit: left
        ) { arrivals in
            var rest = arrivals[...]
            while goesOn, !rest.isEmpty {
                let elements = try readPage(&rest, columns: columns, element)
                given += elements.count
                goesOn = try take(elements)
            }
            return goesOn
        }
        left -= given
        return goesOn
    }

    /// The elements of the first of these arrival numbers, which it takes away.
    private func readPage<Element>(
        _ arrivals: inout ArraySlice<UInt64>,
        columns: String,
        _ element: ElementOfRow<Element>
    ) throws(StoreError) -> [Element] {
        try connection.reading { () throws(StoreError) in
            let statement = try connection.statement(
                "SELECT \(columns) FROM message WHERE arrival = ?"
            )
            var elements: [Element] = []
            var bytes = 0
            while let arrival = arrivals.first, elements.count < Self.pageRowsMax,
                bytes < Self.pageBytesMax
            {
                arrivals.removeFirst()
                let made = try statement.bind(arrival, at: 1).firstRow(element)
                // Pruned meanwhile: passed over.
                guard let made else { continue }
                elements.append(made.element)
                bytes += made.bytes
            }
            return elements
        }
    }

    /// A page, in the order of the index.
    ///
    /// In the order of times it ends where a millisecond does: what shares one is sorted as a whole.
    private func readPage<Element>(
        _ statement: Statement,
        _ part: QueryRange,
        _ filter: QueryFilter,
        _ query: LogQuery,
        limit: Int,
        _ element: ElementOfRow<Element>
    ) throws(StoreError) -> QueryPage<Element> {
        var page = QueryPage<Element>()
        var extent = PageExtent(part, limit: limit, newestFirst: query.newestFirst)
        var order = RowOrder(part, newestFirst: query.newestFirst)
        try statement.forEachRow { row throws(StoreError) in
            let id = try row.messageID(RecordRows.Column.id)
            let arrival = row.uint64(RecordRows.Column.arrival)
            try order.take(row, arrival: arrival, id: id)
            if let rest: QueryPage<Element>.Rest = extent.begin(id, found: page.rows.count) {
                page.rest = rest
                return false
            }
            if try filter.matches(row) {
                let made = try element(row)
                page.rows.append(
                    .init(
                        element: made.element,
                        arrival: arrival,
                        id: id,
                        author: row.int64(RecordRows.Column.author),
                        sequence: made.sequence
                    )
                )
                extent.bytes += made.bytes
            }
            guard let rest: QueryPage<Element>.Rest = extent.end(id, arrival, &page.rows) else {
                return true
            }
            page.rest = rest
            return false
        }
        return page
    }
}
