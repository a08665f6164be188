public import GossipWire

/// Two different messages of an author with one sequence: proof that it lied or its key was cloned.
public struct ForkRecord: Hashable, Sendable {
    /// The author of both.
    public let author: AuthorKey
    /// The sequence of both.
    public let sequence: UInt64
    /// The one that arrived first.
    public let first: MessageID
    /// The other one.
    public let second: MessageID
}
