package import GossipWire

extension Message {
    /// The message with a signature that does not verify, under another id.
    package func withVoidSignature() throws -> Message {
        var bytes = encoded
        bytes[bytes.count - 1] ^= 0x10
        return try Message(decoding: bytes)
    }
}

extension Identity {
    /// A chain in which the messages with these indices have a void signature, and the others are signed.
    package func chain(
        _ count: Int,
        voidAt indices: Set<Int>,
        from time: UInt64 = 1_800_000_000_000
    ) throws -> [Message] {
        var messages: [Message] = []
        for index in 0..<count {
            let message = sign(
                try Draft(topic: "tides", body: Array("message \(index)".utf8)),
                sequence: UInt64(index) + 1,
                previous: messages.last?.id ?? .zero,
                time: time + UInt64(index)
            )
            messages.append(indices.contains(index) ? try message.withVoidSignature() : message)
        }
        return messages
    }
}
