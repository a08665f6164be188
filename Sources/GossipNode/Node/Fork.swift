public import GossipWire

/// Two different messages of an author with one number.
///
/// They prove that it lied, or that its key is used in two places.
public struct Fork: Equatable, Sendable {
    /// The author of both.
    public let author: AuthorKey
    /// The number of both.
    public let sequence: UInt64
    /// The one that the log had first.
    public let first: MessageID
    /// The other one.
    public let second: MessageID
    /// True when the author is this node.
    public let isOwn: Bool
    /// Numbers used twice that are not told one by one, of this author and others.
    public let more: Int

    /// Makes a fork, for tests of programs that embed a node.
    public init(
        author: AuthorKey,
        sequence: UInt64,
        first: MessageID,
        second: MessageID,
        isOwn: Bool = false,
        more: Int = 0
    ) {
        self.author = author
        self.sequence = sequence
        self.first = first
        self.second = second
        self.isOwn = isOwn
        self.more = more
    }
}
