public import GossipWire

/// Messages that arrived after one another.
public struct ArrivedMessages: Sendable {
    /// The messages, in the order of arrival.
    public var messages: [Message] = []
    /// Those of them whose own signature has not been checked.
    public var unchecked: Set<MessageID> = []
    /// The arrival number that everything up to it has been given; ask again from here.
    public var lastArrival: UInt64
}
