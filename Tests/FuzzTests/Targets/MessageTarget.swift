import GossipWire

/// A message decodes to fields that make the same bytes, or is refused.
enum MessageTarget {
    static func check(_ bytes: [UInt8]) throws(FuzzFinding) {
        let quickID = bytes.withUnsafeBytes { MessageID(encoded: $0) }
        guard let message = try? Message(decoding: bytes) else { return }
        try require(quickID == message.id, "the id of encoded bytes is the id of the message")
        try require(message.id.time == message.time, "an id begins with the time")
        try require(message.encoded == bytes, "a message keeps its bytes")
        try require(message.body.count <= Message.bodyLengthMax, "a body has its limit")
        try require(encode(message) == bytes, "the fields of a message make its bytes")
        let idAgain = MessageID(bytes: message.id.bytes)
        try require(idAgain == message.id, "an id is made of its bytes")
    }

    private static func encode(_ message: Message) -> [UInt8] {
        var bytes: [UInt8] = [1, 0]
        bytes.append(message.author)
        bytes.append(bigEndian: message.sequence)
        bytes.append(message.previous)
        bytes.append(bigEndian: message.time)
        bytes.append(bigEndian: message.lifetime)
        let topic = Array(message.topic.utf8)
        bytes.append(UInt8(topic.count))
        bytes.append(contentsOf: topic)
        bytes.append(bigEndian: UInt32(message.body.count))
        bytes.append(contentsOf: message.body)
        bytes.append(contentsOf: message.encoded.suffix(64))
        return bytes
    }
}
