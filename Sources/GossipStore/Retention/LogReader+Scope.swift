public import GossipWire

extension LogReader {
    /// True when a message of this log is within a scope.
    ///
    /// Reads the row of the message only where lifetimes matter.
    public func isKept(_ id: MessageID, within scope: Scope) throws(StoreError) -> Bool {
        guard scope.mayKeep(id) else { return false }
        guard !scope.isBoundedByTimeAlone else { return true }
        let lifetime = try connection.statement(
            "SELECT substr(encoded, \(PrunableMessage.lifetimeColumn), 4) FROM message WHERE id = ?"
        )
        .bind(id, at: 1).firstRow { row in row.bytes(0).reduce(0) { $0 << 8 | UInt32($1) } }
        // One that has gone meanwhile has nothing to say about the other log.
        guard let lifetime else { return true }
        return scope.keeps(time: id.time, lifetime: lifetime)
    }
}
