public import GossipWire

/// The message of an author with the highest sequence: what its next one has to name.
public struct AuthorHead: Hashable, Sendable {
    /// The highest sequence of the author in the log.
    public let sequence: UInt64
    /// The id of that message; of a fork, the one that arrived first.
    public let id: MessageID

    /// Makes a head.
    public init(sequence: UInt64, id: MessageID) {
        self.sequence = sequence
        self.id = id
    }

    /// When that message was written, in milliseconds since 1970: the next one's time is no less.
    public var time: UInt64 { id.time }
}
