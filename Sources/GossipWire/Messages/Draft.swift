/// The content of a message to be, before it has a sequence, a time and a signature.
public struct Draft: Hashable, Sendable {
    /// The topic, at most 127 bytes of UTF-8.
    public let topic: String
    /// The body, at most 1 MiB.
    public let body: [UInt8]
    /// The number of seconds for which it matters; 0 = no end.
    public let lifetime: UInt32

    /// Makes a draft, or says which limit it breaks.
    public init(topic: String = "", body: [UInt8], lifetime: UInt32 = 0) throws(DraftError) {
        let topicLength = topic.utf8.count
        guard topicLength <= Message.topicLengthMax else {
            throw .topicTooLong(length: topicLength)
        }
        guard body.count <= Message.bodyLengthMax else {
            throw .bodyTooLong(length: body.count)
        }
        self.topic = topic
        self.body = body
        self.lifetime = lifetime
    }
}

/// Why a draft cannot become a message.
public enum DraftError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The topic has more than 127 bytes.
    case topicTooLong(length: Int)
    /// The body has more than 1 MiB.
    case bodyTooLong(length: Int)

    /// The sentence a person reads.
    public var description: String {
        switch self {
        case .topicTooLong(let length):
            "the topic is \(length) bytes long, at most \(Message.topicLengthMax) are possible. "
                + "Choose a shorter one."
        case .bodyTooLong(let length):
            "the body is \(length) bytes long, at most \(Message.bodyLengthMax) (1 MiB) are "
                + "possible. Split it, or publish a reference to it."
        }
    }
}
