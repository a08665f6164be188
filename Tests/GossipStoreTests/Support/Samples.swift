import GossipStore
import GossipWire
import Testing

/// Messages for tests.
///
/// They have no valid signature: the store takes what has been verified before.
enum Samples {
    /// Encodes a message as protocol.md lays it out.
    static func message(
        author: UInt8 = 1,
        sequence: UInt64 = 1,
        time: UInt64 = 1_000,
        lifetime: UInt32 = 0,
        topic: String = "",
        body: String = "hello",
        previous: MessageID? = nil
    ) throws -> Message {
        var bytes: [UInt8] = [1, 0]
        bytes += [UInt8](repeating: author, count: 32)
        bytes += bigEndian(sequence)
        let before = previous ?? MessageID(1, 2, 3, sequence)
        bytes += sequence == 1 ? MessageID.zero.bytes : before.bytes
        bytes += bigEndian(time)
        bytes += bigEndian(lifetime)
        bytes += [UInt8(topic.utf8.count)] + Array(topic.utf8)
        bytes += bigEndian(UInt32(body.utf8.count)) + Array(body.utf8)
        bytes += [UInt8](repeating: 0xAA, count: 64)
        return try Message(decoding: bytes)
    }

    /// Consecutive messages of one author, one a millisecond.
    static func run(
        author: UInt8 = 1,
        from first: UInt64 = 1,
        count: Int,
        time: UInt64 = 1_000,
        lifetime: UInt32 = 0
    ) throws -> [Message] {
        try (0..<UInt64(count)).map {
            try message(
                author: author,
                sequence: first + $0,
                time: time + $0,
                lifetime: lifetime,
                body: "\(first + $0)"
            )
        }
    }

    /// The key of an author made by ``message(author:sequence:time:topic:body:previous:)``.
    static func key(_ author: UInt8) throws -> AuthorKey {
        try #require(AuthorKey(bytes: [UInt8](repeating: author, count: 32)))
    }

    private static func bigEndian(_ value: some FixedWidthInteger) -> [UInt8] {
        withUnsafeBytes(of: value.bigEndian) { Array($0) }
    }
}

extension MessageLog {
    /// Appends messages that came by relay.
    @discardableResult
    func append(_ messages: [Message], at wall: UInt64 = 5_000) throws -> [AppendOutcome] {
        try append(messages.map { Incoming(message: $0, via: .relay) }, at: wall)
    }
}
