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
                try PeerTable(connection: connection).number(for: identity, source: source)
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
                try PeerTable(connection: connection).save(records)
            }
        }
    }

    /// Removes the rows of peers that have been dead for long and that nobody configured.
    ///
    /// Dead for long is a peer last seen 30 days before the one seen latest, or never. The messages that
    /// it brought stay, and no longer tell whom they came from.
    ///
    /// - Returns: The number of rows removed.
    @discardableResult
    public func forgetDeadPeers() throws(StoreError) -> Int {
        let count = try guarded { () throws(StoreError) in
            try connection.transaction { () throws(StoreError) in
                try PeerTable(connection: connection)
                    .forgetDead(forMilliseconds: Self.peerMemoryMilliseconds)
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
