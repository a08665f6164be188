public import GossipWire

extension MessageLog {
    /// The strikes of peers, at most 1,024, those that are forgiven last first.
    ///
    /// ``append(_:at:saving:strikes:)`` saves them.
    public func strikes() throws(StoreError) -> [StrikeRecord] {
        try guarded { () throws(StoreError) in try StrikeTable(connection: connection).all() }
    }
}

extension LogReader {
    /// The strikes of peers as the node last noted them, by the keys that they have proved.
    public func strikes() throws(StoreError) -> [AuthorKey: StrikeRecord] {
        var strikes: [AuthorKey: StrikeRecord] = [:]
        for record in try StrikeTable(connection: connection).all() {
            strikes[record.node] = record
        }
        return strikes
    }
}
