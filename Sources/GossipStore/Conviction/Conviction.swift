public import GossipWire

/// A message that its author did not sign, though a signed later one names it as the one before.
public struct Conviction: Equatable, Sendable {
    /// The message, which is no longer in the log.
    public let id: MessageID
    /// The author, who is to blame: nobody else can have named it.
    public let author: AuthorKey
    /// True when it is the first of its author.
    public let isFirst: Bool
}
