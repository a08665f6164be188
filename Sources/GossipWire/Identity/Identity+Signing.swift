extension Identity {
    /// Makes the message of a draft.
    ///
    /// Costs one Ed25519 signature, about 25–50 µs.
    ///
    /// - Parameters:
    ///   - draft: What to say.
    ///   - sequence: The author's count, from 1, one more than that of its last message.
    ///   - previous: The id of that last message, ``MessageID/zero`` when `sequence` is 1.
    ///   - time: Milliseconds since the Unix epoch, not before the time of the last message.
    /// - Returns: The signed message.
    public func sign(
        _ draft: Draft,
        sequence: UInt64,
        previous: MessageID,
        time: UInt64
    ) -> Message {
        Message(
            draft,
            author: author,
            sequence: sequence,
            previous: previous,
            time: time,
            signature: signature(over:)
        )
    }
}

extension Message {
    /// Puts a message together; `signature` makes the 64 bytes over those given.
    package init(
        _ draft: Draft,
        author: AuthorKey,
        sequence: UInt64,
        previous: MessageID,
        time: UInt64,
        signature: ([UInt8]) -> [UInt8]
    ) {
        precondition(sequence > 0, "sequences count from 1")
        precondition((sequence == 1) == (previous == .zero), "only the first has no previous")
        precondition(time < Self.timeLimit, "times are below 2^48 ms")
        let topic = Array(draft.topic.utf8)
        var bytes = Layout.context
        bytes.reserveCapacity(
            bytes.count + Self.overhead + topic.count + draft.body.count
        )
        bytes.append(1)
        bytes.append(0)
        bytes.append(author)
        bytes.append(bigEndian: sequence)
        bytes.append(previous)
        bytes.append(bigEndian: time)
        bytes.append(bigEndian: draft.lifetime)
        bytes.append(UInt8(topic.count))
        bytes.append(contentsOf: topic)
        bytes.append(bigEndian: UInt32(draft.body.count))
        bytes.append(contentsOf: draft.body)
        bytes.append(contentsOf: signature(bytes))
        bytes.removeFirst(Layout.context.count)
        self.init(
            encoded: bytes,
            id: bytes.withUnsafeBytes { Self.identify($0, time: time) },
            author: author,
            sequence: sequence,
            previous: previous,
            time: time,
            lifetime: draft.lifetime,
            topicLength: UInt8(topic.count)
        )
    }
}
