public import GossipWire

extension LogReader {
    /// The cuts of the log, ascending by author.
    public func cuts() throws(StoreError) -> [LogCut] {
        try CutTable(connection: connection).all()
    }

    /// The number of messages of an author above a sequence.
    public func count(
        of author: AuthorKey,
        above sequence: UInt64
    ) throws(StoreError) -> Int {
        try CutMessages(connection: connection).count(of: author, above: sequence)
    }

    /// The messages of a snapshot that a comparison leaves out for their authors: those above cuts, of authors
    /// that may not write, and of guests when one of both logs is closed to them.
    ///
    /// The log itself may keep them: then a peer is the one that cuts, or they were here before the log took in the
    /// messages of some authors alone.
    ///
    /// - Parameters:
    ///   - scope: The scope of both logs.
    ///   - snapshot: The state of the log.
    /// - Returns: Their ids, in no order.
    /// - Throws: ``StoreError``, with the code `outdated` when they are more than ``endedCountMax``.
    public func messages(
        leftOutOf scope: Scope,
        in snapshot: LogSnapshot
    ) throws(StoreError) -> [MessageID] {
        let table = AuthorListTable(connection: connection)
        let others = try table.others(
            than: table.load(),
            leavingOutGuests: scope.isClosedToGuests
        ).map { Cut(author: $0, sequence: 0) }
        let cuts = scope.cuts.intersection(Cuts(others))
        guard !cuts.isEmpty else { return [] }
        var ids: [MessageID] = []
        let finder = CutMessages(connection: connection)
        try connection.reading { () throws(StoreError) in
            for cut in cuts.all where ids.count <= Self.endedCountMax {
                try finder.forEachID(
                    of: cut.author,
                    above: cut.sequence,
                    throughArrival: snapshot.lastArrival
                ) { id in
                    ids.append(id)
                    return ids.count <= Self.endedCountMax
                }
            }
        }
        guard ids.count <= Self.endedCountMax else {
            throw StoreError(
                .outdated,
                "compare the log",
                path,
                reason:
                    "more than \(Self.endedCountMax) messages are refused by the peer and kept here",
                hint:
                    "Does the peer block authors that have written most of this log, or are they no members of its network?"
            )
        }
        return ids
    }
}
