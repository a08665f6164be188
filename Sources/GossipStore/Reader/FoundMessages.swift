public import GossipWire

/// Messages that were asked for by id.
public struct FoundMessages: Sendable {
    /// Those that the log has, in the order asked.
    public var messages: [Message] = []
    /// Those of them whose own signature has not been checked.
    public var unchecked: Set<MessageID> = []
    /// Those that it has not.
    public var missing: [MessageID] = []
    /// The number of ids looked up before the byte limit was passed; ask again with the rest.
    public var consumed = 0
}
