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

    /// Forgets everything and keeps the memory.
    public mutating func removeAll() {
        list.removeAll(keepingCapacity: true)
        arena.removeAll(keepingCapacity: true)
    }

    /// The bytes of a datagram.
    public func bytes(_ range: Range<Int>) -> ArraySlice<UInt8> { arena[range] }
}
