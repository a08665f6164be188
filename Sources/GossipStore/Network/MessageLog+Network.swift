public import GossipWire

extension MessageLog {
    /// The network that the log belongs to; `nil` for a log that belongs to none.
    public func network() throws(StoreError) -> NetworkID? {
        try guarded { () throws(StoreError) in
            try NetworkTable(connection: connection).network()
        }
    }

    /// The records about the members of the network, in the order of arrival.
    public func networkRecords() throws(StoreError) -> [NetworkRecord] {
        try guarded { () throws(StoreError) in
            try NetworkTable(connection: connection).records()
        }
    }

    /// Makes the log one of a network for good, with its first records, durably.
    ///
    /// - Parameters:
    ///   - network: The network. It may be the log's already.
    ///   - records: Records of the network, such as its charter and the node's pass.
    /// - Throws: ``StoreError``, with nothing changed; `misuse` for a log of another network.
    public func enter(
        _ network: NetworkID,
        with records: [NetworkRecord]
    ) throws(StoreError) {
        try guarded { () throws(StoreError) in
            let table = NetworkTable(connection: connection)
            let former = try table.network()
            guard former ?? network == network else {
                throw .foreignNetwork(path, own: former, other: network)
            }
            try changeRecords { () throws(StoreError) in
                if former == nil { try table.insert(network) }
                try save(adding: records, dropping: [], in: network)
            }
        }
    }

    /// Stores the changes of a merge, durably: also on a full volume, as long as its reserve lasts.
    ///
    /// A removal must not wait for space, and the records are few.
    ///
    /// - Parameters:
    ///   - added: Records of the log's network; those that are there already stay.
    ///   - dropped: The ids of records that are no longer kept.
    /// - Throws: ``StoreError``, with nothing changed; `misuse` for a log without a network, a record of
    ///   another one, and for more records than a log keeps.
    public func saveNetworkRecords(
        adding added: [NetworkRecord],
        dropping dropped: [RecordID] = []
    ) throws(StoreError) {
        guard !added.isEmpty || !dropped.isEmpty else { return }
        try guarded { () throws(StoreError) in
            try changeRecords { () throws(StoreError) in
                let network = try NetworkTable(connection: connection).network()
                try save(adding: added, dropping: dropped, in: network)
            }
        }
    }

    private func changeRecords(_ body: () throws(StoreError) -> Void) throws(StoreError) {
        try withRoom { () throws(StoreError) in
            try connection.transaction { () throws(StoreError) in try body() }
        }
    }

    private func save(
        adding records: [NetworkRecord],
        dropping ids: [RecordID],
        in network: NetworkID?
    ) throws(StoreError) {
        if let foreign = records.first(where: { $0.network != network }) {
            throw .foreignNetwork(path, own: network, other: foreign.network)
        }
        let table = NetworkTable(connection: connection)
        try table.change(adding: records, dropping: ids)
        guard try table.count() <= NetworkTable.recordCountMax else {
            throw StoreError(
                .misuse,
                "store the records of the network in",
                path,
                reason: "it keeps at most \(NetworkTable.recordCountMax)"
            )
        }
    }
}

extension StoreError {
    /// The error for a network that is not the log's.
    fileprivate static func foreignNetwork(
        _ path: String,
        own: NetworkID?,
        other: NetworkID
    ) -> StoreError {
        StoreError(
            .misuse,
            "use the log in the network \(other)",
            path,
            reason: own.map { "it belongs to the network \($0)" } ?? "it belongs to no network",
            hint: "A log belongs to one network for good. Name another log with --db."
        )
    }
}
