public import GossipWire

/// An author and what the log has of it.
public struct AuthorRecord: Hashable, Sendable {
    /// The author's key.
    public let key: AuthorKey
    /// The name under which a peer with this key was last seen.
    public let name: String?
    /// The message with the highest sequence.
    public let head: AuthorHead
    /// All its messages here, forks included.
    public let messages: Int
    /// How many of them have a sequence that another one already had.
    public let forked: Int

    /// How many messages below the head are not here.
    public var missing: UInt64 {
        let sequences = UInt64(clamping: messages - forked)
        return head.sequence > sequences ? head.sequence - sequences : 0
    }
}
