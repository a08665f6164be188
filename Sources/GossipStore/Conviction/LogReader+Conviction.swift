public import GossipWire

extension LogReader {
    /// The authors of messages that were removed for their signature.
    public func convictedAuthors() throws(StoreError) -> Set<AuthorKey> {
        try RefusedTable(connection: connection).load().authors
    }
}
