public import GossipWire

/// The peer that a message came from first.
public struct RecordPeer: Hashable, Sendable {
    /// Its address, as text.
    public let address: String
    /// The node that answered there, if it is known.
    public let node: AuthorKey?
    /// The name it announces.
    public let name: String?
}
