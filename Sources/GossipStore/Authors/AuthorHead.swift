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

    /// The time of that message, in milliseconds since 1970.
    ///
    /// The next one's may be earlier, when the author's clock was set back.
    public var time: UInt64 { id.time }
}
