import GossipWire

/// The strikes of peers that wait for the writer: the latest of each peer.
struct WaitingStrikes {
    /// Peers with strikes that wait; one without room is stored with its next deed.
    static let countMax = 1_024

    private var records: [AuthorKey: StrikeRecord] = [:]

    var isEmpty: Bool { records.isEmpty }

    /// Takes the strikes of a peer in place of those before.
    mutating func insert(_ record: StrikeRecord) {
        guard records.count < Self.countMax || records[record.node] != nil else { return }
        records[record.node] = record
    }

    /// Removes and returns all that wait.
    mutating func take() -> [StrikeRecord] {
        defer { records.removeAll() }
        return Array(records.values)
    }
}
