extension MessageLog {
    /// Notes a catch-up that has ended, durable when this returns.
    public func recordCatchUp(_ record: CatchUpRecord) throws(StoreError) {
        try guarded { () throws(StoreError) in
            try connection.transaction { () throws(StoreError) in
                try CatchUpTable(connection: connection).add(record)
            }
        }
    }
}
