public import GossipWire

extension LogReader {
    /// True when a message of this log is within a scope.
    ///
    /// Reads the row of the message only where lifetimes or authors matter.
    public func isKept(_ id: MessageID, within scope: Scope) throws(StoreError) -> Bool {
        guard scope.mayKeep(id) else { return false }
        guard !scope.isBoundedByTimeAlone else { return true }
        let list =
            scope.isClosedToGuests ? try AuthorListTable(connection: connection).load() : nil
        let word: (UInt64, UInt8) -> UInt64 = { $0 << 8 | UInt64($1) }
        let isKept = try connection.statement(
            """
            SELECT author.key, substr(encoded, 35, 8), substr(encoded, \(PrunableMessage.lifetimeColumn), 4)
            FROM message JOIN author ON author.number = message.author WHERE id = ?
            """
        )
        .bind(id, at: 1).firstRow { row throws(StoreError) in
            let author = try row.authorKey(0)
            if scope.isClosedToGuests, list?.isGuest(author) ?? false { return false }
            let lifetime = UInt32(truncatingIfNeeded: row.bytes(2).reduce(0, word))
            return scope.keeps(time: id.time, lifetime: lifetime)
                && scope.cuts.keeps(row.bytes(1).reduce(0, word), of: author)
        }
        // One that has gone meanwhile has nothing to say about the other log.
        return isKept ?? true
    }
}
