extension MessageLog {
    /// Rows of peers kept in memory; beyond this many the memory starts afresh.
    private static let peerNumbersMax = 4_096

    /// The row of a peer, for ``Incoming/peer``; made, durably, when there is none.
    ///
    /// A row whose node was not known gets the node that answered there. Without a node, the address
    /// means whoever answered there last.
    public func peerNumber(
        for identity: PeerIdentity,
        source: PeerSource = .discovered
    ) throws(StoreError) -> PeerNumber {
        if let known = peerNumbers[identity] { return known }
        let number = try guarded { () throws(StoreError) in
            try connection.transaction { () throws(StoreError) in
                let number = try PeerTable(connection: connection)
                    .number(for: identity, source: source)
                try forgetSurplusPeers()
                return number
            }
        }
        // An address without a node may mean another row tomorrow.
        if identity.node != nil {
            if peerNumbers.count >= Self.peerNumbersMax { peerNumbers.removeAll() }
            peerNumbers[identity] = number
        }
        return number
    }

    /// Saves what is known of peers, durable when this returns; what a record leaves open stays as it
    /// was.
    ///
    /// ``append(_:at:saving:)`` does the same without a separate transaction.
    public func savePeers(_ records: [PeerRecord]) throws(StoreError) {
        guard !records.isEmpty else { return }
        try guarded { () throws(StoreError) in
            try connection.transaction { () throws(StoreError) in
                try savePeerRows(records)
            }
        }
    }

    /// Saves records in the transaction at hand, and removes what is then beyond the bounds.
    func savePeerRows(_ records: [PeerRecord]) throws(StoreError) {
        guard !records.isEmpty else { return }
        try PeerTable(connection: connection).save(records)
        try forgetSurplusPeers()
    }

    private func forgetSurplusPeers() throws(StoreError) {
        let removed = try PeerTable(connection: connection).forgetSurplus(
            rowsMax: Self.peerRowsMax,
            rowsOfAddressMax: Self.peerRowsOfAddressMax
        )
        if removed > 0 { peerNumbers.removeAll() }
    }

    /// The rows of peers that a log holds: many times the peers of a node.
    ///
    /// Anybody may claim keys and names without end, and a node loads all rows when it starts. Configured
    /// ones do not go for it.
    static let peerRowsMax = 1_024
    /// The rows of one address: a machine set up anew some times.
    static let peerRowsOfAddressMax = 4

    /// Removes the rows of peers without an answer ever, of those dead for long that nobody configured, and
    /// those beyond the bounds.
    ///
    /// Dead for long is a peer last seen 30 days before the one seen latest. The messages that
    /// it brought stay, and no longer tell whom they came from.
    ///
    /// - Returns: The number of rows removed.
    @discardableResult
    public func forgetDeadPeers() throws(StoreError) -> Int {
        let count = try guarded { () throws(StoreError) in
            try connection.transaction { () throws(StoreError) in
                let table = PeerTable(connection: connection)
                let dead = try table.forgetDead(forMilliseconds: Self.peerMemoryMilliseconds)
                return try dead
                    + table.forgetSurplus(
                        rowsMax: Self.peerRowsMax,
                        rowsOfAddressMax: Self.peerRowsOfAddressMax
                    )
            }
        }
        if count > 0 { peerNumbers.removeAll() }
        return count
    }

    /// The time for which a silent peer is remembered: a boat may be away for weeks.
    private static let peerMemoryMilliseconds: UInt64 = 30 * 86_400_000

    /// All peers, the last good ones first: answering, then the latest seen.
    public func loadPeers() throws(StoreError) -> [PeerRecord] {
        try guarded { () throws(StoreError) in
            try PeerTable(connection: connection).all().map(\.record)
        }
    }
}
