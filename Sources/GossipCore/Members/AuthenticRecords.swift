public import GossipWire

/// Records whose signatures are good.
///
/// To check one costs 80 µs, and a peer may send thousands: check them where nothing waits.
public struct AuthenticRecords: Sendable {
    /// The records, in the order in which they were given.
    public let records: [NetworkRecord]
    /// The number of those that were given and are not among them.
    public let forgedCount: Int

    /// Keeps those of the records that their signers have signed.
    ///
    /// - Parameter records: Records from anywhere.
    public init(checking records: [NetworkRecord]) {
        self.records = records.filter(\.isAuthentic)
        forgedCount = records.count - self.records.count
    }

    /// Takes the pass of a credential that was verified.
    init(verified pass: Pass) {
        records = [.pass(pass)]
        forgedCount = 0
    }
}
