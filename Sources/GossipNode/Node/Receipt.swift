public import GossipWire

/// The proof that a published message is durable: it is in the log, and the disk has said so.
public struct Receipt: Equatable, Sendable {
    /// The id of the message.
    public let id: MessageID
    /// The author's count of messages, from 1.
    public let sequence: UInt64
    /// The time with which it is signed, in milliseconds since 1970.
    public let time: UInt64
    /// Its number in the order of arrival in this log, from 1.
    public let arrival: UInt64

    /// Makes a receipt, for tests of programs that embed a node.
    public init(id: MessageID, sequence: UInt64, time: UInt64, arrival: UInt64) {
        self.id = id
        self.sequence = sequence
        self.time = time
        self.arrival = arrival
    }
}
