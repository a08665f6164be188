package import GossipWire
internal import TestSupport

/// Messages of a few authors for trials: chained, sometimes late, forked, long, or with a lifetime.
///
/// Mostly their signatures are noise, because the store takes what has been verified.
package struct TrialMessages {
    private static let authorCount = 3

    private var random: SeededGenerator
    private var heads: [(sequence: UInt64, id: MessageID)]
    private var late: [Message] = []
    private var time: UInt64 = 1_000_000

    /// The signers, `nil` for noise.
    private let identities: [Identity]?

    package init(seed: UInt64, isSigned: Bool = false) {
        random = SeededGenerator(seed: seed)
        identities =
            isSigned
            ? (0..<Self.authorCount).compactMap {
                Identity(seed: [UInt8](repeating: UInt8($0 + 1), count: 32))
            } : nil
        heads = Array(repeating: (0, .zero), count: Self.authorCount)
        // Blocks of sequences end at 255: this author soon comes to a second one.
        heads[Self.authorCount - 1] = (240, MessageID(1, 2, 3, 240))
    }

    /// The next messages, none of which was there before.
    package mutating func next(_ count: Int) throws -> [Message] {
        var messages: [Message] = []
        while messages.count < count {
            if !late.isEmpty, Int.random(in: 0..<5, using: &random) == 0 {
                messages.append(late.remove(at: Int.random(in: late.indices, using: &random)))
                continue
            }
            let message = try make()
            // One in twenty comes later than those that follow it.
            if Int.random(in: 0..<20, using: &random) == 0 {
                late.append(message)
            } else {
                messages.append(message)
            }
        }
        return messages
    }

    /// The author's next one; one in fifty is a fork of it besides.
    private mutating func make() throws -> Message {
        let author = Int.random(in: heads.indices, using: &random)
        let isPause = Int.random(in: 0..<30, using: &random) == 0
        time += isPause ? 200 : UInt64.random(in: 0...3, using: &random)
        let head = heads[author]
        let message = try sign(author: author, sequence: head.sequence + 1, previous: head.id)
        heads[author] = (message.sequence, message.id)
        if Int.random(in: 0..<50, using: &random) == 0 {
            late.append(
                try sign(author: author, sequence: message.sequence, previous: head.id)
            )
        }
        return message
    }

    private mutating func sign(
        author: Int,
        sequence: UInt64,
        previous: MessageID
    ) throws -> Message {
        let length = Int.random(in: 0..<40, using: &random) == 0 ? 9_000 : 120
        let topic = ["", "news", "alerts"][Int.random(in: 0..<3, using: &random)]
        let body = random.bytes(Int.random(in: 0..<length, using: &random))
        let lives = Int.random(in: 0..<5, using: &random) == 0
        let lifetime = lives ? UInt32.random(in: 1...3, using: &random) : 0
        let draft = try Draft(topic: topic, body: body, lifetime: lifetime)
        if let identities {
            return identities[author].sign(
                draft,
                sequence: sequence,
                previous: previous,
                time: time
            )
        }
        let noise = random.bytes(64)
        let word = UInt64(author + 1)
        return Message(
            draft,
            author: AuthorKey(word, word, word, word),
            sequence: sequence,
            previous: previous,
            time: time,
            signature: { _ in noise }
        )
    }
}
