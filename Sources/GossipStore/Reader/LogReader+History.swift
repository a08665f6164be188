internal import GossipWire

extension LogReader {
    /// The identity of this log, its age and its scope.
    public func logDescription() throws(StoreError) -> LogDescription {
        let table = AuthorListTable(connection: connection)
        let description = try connection.statement(
            "SELECT incarnation, created_ms, horizon_ms, expired_ms FROM meta"
        ).firstRow { row throws(StoreError) in
            var scope = Scope(
                horizon: row.uint64(2),
                expired: row.uint64(3),
                cuts: try cuts().kept
            )
            scope.isClosedToGuests = try table.isClosedToGuests()
            return LogDescription(
                incarnation: try row.incarnation(0),
                createdMilliseconds: row.uint64(1),
                scope: scope,
                authors: try table.load()
            )
        }
        guard let description else { throw connection.damaged("its first row is missing") }
        return description
    }

    /// All runs of the node, the oldest first.
    public func runs() throws(StoreError) -> [RunRecord] {
        try RunTable(connection: connection).all()
    }

    /// All catch-ups, the oldest first.
    public func catchUps() throws(StoreError) -> [CatchUpRecord] {
        try CatchUpTable(connection: connection).all()
    }

    /// All peers, the last good ones first.
    public func peers() throws(StoreError) -> [PeerRecord] {
        try PeerTable(connection: connection).all().map(\.record)
    }

    /// A peer by its row, which messages and catch-ups name.
    public func peer(_ number: PeerNumber) throws(StoreError) -> PeerRecord? {
        try PeerTable(connection: connection).all().first { $0.number == number }?.record
    }
}
