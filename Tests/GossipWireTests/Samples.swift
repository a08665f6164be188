import GossipWire

/// A small deterministic generator for mutations.
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        var word = state
        word ^= word >> 33
        word = word &* 0xff51_afd7_ed55_8ccd
        return word ^ word >> 29
    }
}

/// Keys and messages that are the same in every run.
enum Samples {
    static func identity(_ number: UInt8) throws -> Identity {
        guard let identity = Identity(seed: [UInt8](repeating: number, count: 32)) else {
            throw SampleError.badSeed
        }
        return identity
    }

    /// Consecutive messages of one author.
    static func run(_ number: UInt8, count: Int) throws -> [Message] {
        let identity = try identity(number)
        var messages: [Message] = []
        for index in 0..<count {
            let draft = try Draft(topic: "tides", body: Array("message \(index)".utf8))
            messages.append(
                identity.sign(
                    draft,
                    sequence: UInt64(index) + 1,
                    previous: messages.last?.id ?? .zero,
                    time: 1_800_000_000_000 + UInt64(index)
                )
            )
        }
        return messages
    }

    enum SampleError: Error { case badSeed }
}
