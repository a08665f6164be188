import GossipWire
import NodeProcesses

/// An author of the attacker, with a chain of messages.
struct HostileAuthor {
    private let identity = Identity()
    private var sequence: UInt64 = 0
    private var previous = MessageID.zero

    /// Signs the next message, now or at another time.
    mutating func sign(
        _ body: [UInt8],
        at time: UInt64 = Clock.wallMilliseconds()
    ) throws
        -> Message
    {
        let message = identity.sign(
            try Draft(topic: "hostile", body: body),
            sequence: sequence + 1,
            previous: previous,
            time: time
        )
        append(message)
        return message
    }

    /// Makes the next message with a signature of random bytes, which a later one names as previous.
    mutating func rubbish(
        _ body: [UInt8],
        at time: UInt64 = Clock.wallMilliseconds()
    ) throws
        -> Message
    {
        let message = Message(
            try Draft(topic: "hostile", body: body),
            author: identity.author,
            sequence: sequence + 1,
            previous: previous,
            time: time
        ) { _ in .random(count: 64) }
        append(message)
        return message
    }

    private mutating func append(_ message: Message) {
        sequence = message.sequence
        previous = message.id
    }
}

extension HostileLink {
    /// Sends messages in one datagram, which must hold them.
    func send(_ messages: [Message], _ tally: inout AttackTally) {
        send(.messages, &tally) { bytes in
            for message in messages {
                bytes.append(bigEndian: UInt16(message.encoded.count))
                bytes.append(contentsOf: message.encoded)
            }
        }
    }

    /// Announces ids in one datagram, at most ``IDList/countMax``.
    func announce(_ ids: [MessageID], _ tally: inout AttackTally) {
        send(.announce, &tally) { bytes in for id in ids { bytes.append(id) } }
    }
}

extension MessageID {
    /// An invented id of this time.
    static func invented(at time: UInt64) -> MessageID {
        MessageID(
            time << 16 | .random(in: 0...0xffff),
            .random(in: 0 ... .max),
            .random(in: 0 ... .max),
            .random(in: 0 ... .max)
        )
    }
}
