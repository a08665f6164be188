public import GossipWire

/// Messages of an author that are not here though later ones are.
public struct GapRecord: Hashable, Sendable {
    /// The author.
    public let author: AuthorKey
    /// The sequences that are missing.
    public let sequences: ClosedRange<UInt64>
}
