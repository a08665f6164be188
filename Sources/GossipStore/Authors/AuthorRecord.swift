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
    /// The number of them whose sequence another one already had.
    public let forked: Int
    /// Its messages up to this sequence may have been pruned.
    public let prunedSequence: UInt64
    /// The number of others that have expired.
    public let expired: Int

    /// The least number of messages below the head that are missing.
    ///
    /// There may be more when something of the author has been pruned, a message up to
    /// ``prunedSequence`` is still here, or one has come with the number of another that has
    /// expired.
    public var missing: UInt64 {
        let sequences = UInt64(clamping: messages - forked + expired)
        let due = head.sequence - min(head.sequence, prunedSequence)
        return due > sequences ? due - sequences : 0
    }

    /// True when messages of it have gone by the log's horizon or their own lifetime.
    var hasBeenPruned: Bool { prunedSequence > 0 || expired > 0 }
}
