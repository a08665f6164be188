/// Why bytes are not a message of version 1.
public enum MessageError: Error, Equatable, Sendable {
    /// Shorter than its fields say.
    case truncated
    /// Longer than its fields say.
    case trailingBytes
    /// The version byte is not 1.
    case unknownVersion(UInt8)
    /// A flag that version 1 does not know.
    case unknownFlags(UInt8)
    /// Sequence 0, or a previous id that does not go with the sequence.
    case brokenChain
    /// A time of 2^48 milliseconds or more.
    case timeOutOfRange
    /// A topic longer than 127 bytes.
    case topicTooLong
    /// A topic that is not valid UTF-8.
    case topicNotText
    /// A body longer than 1 MiB.
    case bodyTooLong
}
