package import GossipWire

extension Identity {
    /// The identity of a number, with the same key in every run.
    package init(number: UInt8) {
        guard let identity = Identity(seed: [UInt8](repeating: number, count: 32)) else {
            preconditionFailure("a seed has 32 bytes")
        }
        self = identity
    }

    /// Consecutive messages from the first sequence number on, `step` milliseconds apart.
    package func chain(
        _ count: Int,
        from time: UInt64 = 1_800_000_000_000,
        step: UInt64 = 1,
        draft: (Int) throws -> Draft = {
            try Draft(topic: "tides", body: Array("message \($0)".utf8))
        }
    ) rethrows -> [Message] {
        var messages: [Message] = []
        for index in 0..<count {
            messages.append(
                sign(
                    try draft(index),
                    sequence: UInt64(index) + 1,
                    previous: messages.last?.id ?? .zero,
                    time: time + UInt64(index) * step
                )
            )
        }
        return messages
    }
}
