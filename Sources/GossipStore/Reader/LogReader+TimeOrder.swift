public import GossipWire

extension LogReader {
    /// The messages of these summaries in the order of times, as a query in that order gives them.
    ///
    /// Costs a look at each message that shares its millisecond with another one of the list.
    ///
    /// - Parameters:
    ///   - summaries: The messages, in any order.
    ///   - newestFirst: Descending instead of ascending.
    /// - Returns: Their ids and arrival numbers.
    /// - Throws: ``StoreError``.
    public func inTimeOrder(
        _ summaries: [MessageSummary],
        newestFirst: Bool = false
    ) throws(StoreError) -> [(id: MessageID, arrival: UInt64)] {
        var page = QueryPage<Void>()
        page.rows = summaries.map { summary in
            .init(
                element: (),
                arrival: summary.arrival,
                id: summary.id,
                author: summary.authorNumber,
                sequence: nil
            )
        }
        page.rows.sort { newestFirst ? $1.id < $0.id : $0.id < $1.id }
        var positions = PositionReader(connection: connection)
        try page.sortMilliseconds(&positions, newestFirst: newestFirst)
        return page.rows.map { ($0.id, $0.arrival) }
    }
}
