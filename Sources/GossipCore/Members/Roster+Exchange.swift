public import GossipWire

extension Roster {
    /// The ids of the records that count, ascending: 16 bytes for each.
    public var recordIDs: [RecordID] { judgement.counting.map(\.id).sorted() }

    /// Eight bytes that two rosters have in common when the same records count in both.
    ///
    /// The first of the SHA-256 of the ids, ascending and back to back.
    public var digest: UInt64 {
        var bytes: [UInt8] = []
        for id in recordIDs { id.encode(into: &bytes) }
        return Checksum.sha256(of: bytes).prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// The records that a peer lacks of those that count, each signer's pass before the signer's records.
    ///
    /// So a peer may take them in pieces of any size.
    ///
    /// - Parameter ids: Those of the peer.
    /// - Returns: The records, the older signers' first.
    public func records(without ids: some Sequence<RecordID>) -> [NetworkRecord] {
        let known = Set(ids)
        return judgement.counting.filter { !known.contains($0.id) }.map(\.record)
    }

    /// All records that are held, for the log: those that count and those that wait for their signer.
    public var heldRecords: [NetworkRecord] {
        held.values.flatMap(\.values).sorted { $0.arrival < $1.arrival }.map(\.record)
    }
}
