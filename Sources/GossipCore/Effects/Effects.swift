internal import GossipWire

/// The effects of the core in order, in a buffer that the caller owns and uses again.
///
/// Outgoing datagrams lie in one arena, so that sending one allocates nothing.
public struct Effects {
    /// The effects, in order.
    public var list: [Effect] = []
    /// The bytes of the outgoing datagrams, one after the other.
    public var arena: [UInt8] = []

    /// Makes an empty buffer.
    public init() {}

    /// The addresses of links that are made, and of those that are forgotten: the channels keep theirs.
    var contacts: [(address: PeerAddress, isMade: Bool)] = []

    /// Forgets everything and keeps the memory.
    public mutating func removeAll() {
        contacts.removeAll(keepingCapacity: true)
        list.removeAll(keepingCapacity: true)
        arena.removeAll(keepingCapacity: true)
    }

    /// The bytes of a datagram.
    public func bytes(_ range: Range<Int>) -> ArraySlice<UInt8> { arena[range] }
}
