import GossipWire

/// Messages with and without a topic, a lifetime, a body and a predecessor.
enum MessageSeeds {
    static var all: [Seed] {
        guard let identity = Identity(seed: [UInt8](repeating: 5, count: 32)),
            let plain = try? Draft(body: []),
            let full = try? Draft(topic: "tides/é", body: [0, 255, 10, 128], lifetime: 60)
        else { preconditionFailure("a seed has 32 bytes, and the drafts are short") }
        let first = identity.sign(plain, sequence: 1, previous: .zero, time: 0)
        let second = identity.sign(full, sequence: 2, previous: first.id, time: 1_800_000_000_000)
        let last = identity.sign(
            full,
            sequence: .max,
            previous: second.id,
            time: Message.timeLimit - 1
        )
        return [
            Seed("empty", first.encoded), Seed("full", second.encoded),
            Seed("extreme", last.encoded),
        ]
    }
}
