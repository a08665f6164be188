internal import GossipWire

/// The messages that were removed for their signature, as the writer remembers them.
struct RefusedMessages {
    /// Their ids.
    var ids: Set<MessageID> = []
    /// Their authors.
    var authors: Set<AuthorKey> = []
}
