public import GossipWire

extension MessageLog {
    /// Notes a catch-up that has ended, durable when this returns.
    public func recordCatchUp(_ record: CatchUpRecord) throws(StoreError) {
        try guarded { () throws(StoreError) in
            try connection.transaction { () throws(StoreError) in
                try CatchUpTable(connection: connection).add(record)
            }
        }
    }

    /// Notes the key and the name of the node whose run this is, durable when this returns.
    public func identifyRun(node: AuthorKey, name: String) throws(StoreError) {
        try guarded { () throws(StoreError) in
            try withRoom { () throws(StoreError) in
                try connection.transaction { () throws(StoreError) in
                    try RunTable(connection: connection).identify(run, node: node, name: name)
                }
            }
        }
    }
}
