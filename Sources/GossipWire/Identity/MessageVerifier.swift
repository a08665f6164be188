internal import Crypto
package import PlantedFaults

/// The check of who wrote messages, a batch at a time.
///
/// A message is *authentic* when its signature verifies, or when an authentic message of the same
/// author names it as `previous`. So of a run of consecutive messages only the last signature is
/// checked (about 80 µs) and the rest follow by the hash in their ids, which decoding has computed.
public enum MessageVerifier {
    /// Tells for each message of the batch whether it is authentic.
    ///
    /// Costs one signature check for each run that is whole, and one for every message in the worst
    /// case, when an attacker breaks every run.
    public static func verify(_ messages: [Message]) -> [Bool] {
        verify(messages, signature: verify)
    }

    /// The same with another check of one signature, for those who model it.
    package static func verify(
        _ messages: [Message],
        faults: Faults = Faults(),
        signature isSigned: (Message) -> Bool
    ) -> [Bool] {
        var authentic = [Bool](repeating: false, count: messages.count)
        guard messages.count > 1 else {
            for (index, message) in messages.enumerated() { authentic[index] = isSigned(message) }
            return authentic
        }
        var position: [MessageID: Int] = [:]
        position.reserveCapacity(messages.count)
        for (index, message) in messages.enumerated() { position[message.id] = index }
        // The highest sequence first, so that a run is entered at its end.
        let order = messages.indices.sorted { messages[$0].sequence > messages[$1].sequence }
        for index in order where !authentic[index] {
            guard isSigned(messages[index]) else { continue }
            authentic[index] = true
            walkBack(from: index, in: messages, position, marking: &authentic)
            guard faults.has(.skipsBackLink) else { continue }
            for other in order
            where messages[other].author == messages[index].author
                && messages[other].sequence &+ 1 == messages[index].sequence
            {
                authentic[other] = true
            }
        }
        return copyToRepeats(authentic, messages, position)
    }

    /// Checks one message by its own signature.
    public static func verify(_ message: Message) -> Bool {
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: message.author.bytes)
        else { return false }
        return key.isValidSignature(message.signature, for: message.signedBytes)
    }

    private static func walkBack(
        from start: Int,
        in messages: [Message],
        _ position: [MessageID: Int],
        marking authentic: inout [Bool]
    ) {
        var current = start
        while let before = position[messages[current].previous],
            !authentic[before],
            messages[before].author == messages[current].author,
            messages[before].sequence &+ 1 == messages[current].sequence
        {
            authentic[before] = true
            current = before
        }
    }

    /// A message that stands in the batch twice is authentic in both places.
    private static func copyToRepeats(
        _ authentic: [Bool],
        _ messages: [Message],
        _ position: [MessageID: Int]
    ) -> [Bool] {
        guard position.count < messages.count else { return authentic }
        return messages.map { position[$0.id].map { authentic[$0] } ?? false }
    }
}
