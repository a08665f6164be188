public import GossipWire

extension LogReader {
    /// The network that the log belongs to; `nil` for a log that belongs to none.
    public func network() throws(StoreError) -> NetworkID? {
        try NetworkTable(connection: connection).network()
    }

    /// The records about the members of the network, in the order of arrival.
    public func networkRecords() throws(StoreError) -> [NetworkRecord] {
        try NetworkTable(connection: connection).records()
    }
}
