public import GossipWire

/// A message and how it got here.
public struct LogRecord: Sendable {
    /// Its arrival number: 1, 2, 3 … in the order in which this log got its messages.
    public let arrival: UInt64
    /// The message.
    public let message: Message
    /// When it arrived, by this machine's clock, in milliseconds since 1970.
    public let arrivedMilliseconds: UInt64
    /// The run of the node it arrived in.
    public let run: Int64
    /// The way it came.
    public let via: Via
    /// The peer it came from first; `nil` for an own message.
    public let peer: RecordPeer?

    /// Arrival less message time.
    ///
    /// Two machines' clocks are compared, so it can be negative; so it can for messages of a burst, whose
    /// times an author keeps a millisecond apart.
    public var delayMilliseconds: Int64 {
        Int64(storing: arrivedMilliseconds) - Int64(storing: message.time)
    }
}
