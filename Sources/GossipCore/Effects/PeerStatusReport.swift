public import GossipWire

/// A change of a peer's status or name; its key and its name are as claimed.
public struct PeerStatusReport: Equatable, Sendable {
    /// The address of its link.
    public let address: PeerAddress
    /// Its key; `nil` while it has told none.
    public let node: AuthorKey?
    /// Its name; empty for none.
    public let name: String
    /// The status now.
    public let status: PeerStatus
    /// The status that was reported last.
    public let former: PeerStatus
    /// The reason of a peer that is down; `nil` for any other.
    public let absence: PeerAbsence?

    /// Makes a report.
    public init(
        _ address: PeerAddress,
        node: AuthorKey?,
        name: String,
        _ status: PeerStatus,
        former: PeerStatus = .unknown,
        absence: PeerAbsence? = nil
    ) {
        self.address = address
        self.node = node
        self.name = name
        self.status = status
        self.former = former
        self.absence = absence
    }
}
