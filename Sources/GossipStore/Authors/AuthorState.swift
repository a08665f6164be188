internal import GossipWire

/// The log's knowledge of an author, beside the messages.
struct AuthorState: Hashable, Sendable {
    /// The author's row.
    let number: Int64
    /// The highest sequence and its id.
    var head: AuthorHead
    /// All messages, forks included.
    var messages = 0
    /// Those whose sequence another message already had.
    var forked = 0
    /// The block of sequences that the head belongs to.
    var headBlock: SequenceBlock
}
