import GossipWire
import NodeProcesses

/// Messages of a few authors who take turns, really signed, one a millisecond, the last just now.
struct SignedMessages {
    private static let authorCount = 5

    private struct Author {
        let identity: Identity
        var sequence: UInt64 = 0
        var previous = MessageID.zero
    }

    private var authors: [Author] = []
    private var time: UInt64
    private var index = 0
    private let body: [UInt8]

    init(count: Int, bodyBytes: Int) {
        time = Clock.wallMilliseconds() - UInt64(count) - 1_000
        body = [UInt8](repeating: UInt8(ascii: "x"), count: bodyBytes)
        authors = (0..<Self.authorCount).map { _ in Author(identity: Identity()) }
    }

    mutating func next() throws -> Message {
        let turn = index % authors.count
        var body = body
        // No two bodies alike, as far as they have room.
        for (position, digit) in String(index).utf8.enumerated() where position < body.count {
            body[position] = digit
        }
        let message = authors[turn].identity.sign(
            try Draft(body: body),
            sequence: authors[turn].sequence + 1,
            previous: authors[turn].previous,
            time: time
        )
        authors[turn].sequence += 1
        authors[turn].previous = message.id
        index += 1
        time += 1
        return message
    }
}
