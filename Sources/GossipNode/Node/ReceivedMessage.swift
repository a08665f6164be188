public import GossipWire

/// A message of the log and how it came there.
public struct ReceivedMessage: Sendable {
    /// The message; it is authentic.
    public let message: Message
    /// Its number in the order of arrival in this log, from 1.
    ///
    /// Pass it to ``Node/messages(after:)`` to continue behind it.
    public let arrival: UInt64
    /// The way it came.
    public let via: Via
    /// The peer it came from first; `nil` for the node's own messages.
    public let from: PeerAddress?

    /// Makes a received message, for tests of programs that embed a node.
    public init(message: Message, arrival: UInt64, via: Via, from: PeerAddress?) {
        self.message = message
        self.arrival = arrival
        self.via = via
        self.from = from
    }
}
