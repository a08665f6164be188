internal import Crypto
package import PlantedFaults

/// The check of who wrote messages, a batch at a time.
///
/// A message is *authentic* when its own signature verifies. An authentic message of the same author
/// that names it as `previous` *vouches* for it and postpones the check. So of a run of consecutive
/// messages only the last signature is checked (about 80 µs) and the rest follow by the hash in their
/// ids, which decoding has computed.
public enum MessageVerifier {
    /// Judges each message of the batch.
    ///
    /// Costs one signature check for each run that is whole, and one for every message in the worst
    /// case, when an attacker breaks every run.
    public static func judge(_ messages: [Message]) -> [Verdict] {
        judge(messages, signature: verify)
    }

    /// The same with another check of one signature, for those who model it.
    package static func judge(
        _ messages: [Message],
        faults: Faults = Faults(),
        signature isSigned: (Message) -> Bool
    ) -> [Verdict] {
        guard messages.count > 1 else {
            return messages.map { isSigned($0) ? .signed : .forged }
        }
        var verdicts = [Verdict](repeating: .forged, count: messages.count)
        var position: [MessageID: Int] = [:]
        position.reserveCapacity(messages.count)
        for (index, message) in messages.enumerated() { position[message.id] = index }
        // The highest sequence first, so that a run is entered at its end.
        let order = messages.indices.sorted { messages[$0].sequence > messages[$1].sequence }
        for index in order where verdicts[index] == .forged {
            guard isSigned(messages[index]) else { continue }
            verdicts[index] = .signed
            walkBack(from: index, in: messages, position, marking: &verdicts)
            guard faults.has(.skipsBackLink) else { continue }
            for other in order
            where messages[other].author == messages[index].author
                && messages[other].sequence &+ 1 == messages[index].sequence
            {
                verdicts[other] = .vouched
            }
        }
        return copyToRepeats(verdicts, messages, position)
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
        marking verdicts: inout [Verdict]
    ) {
        var current = start
        while let before = position[messages[current].previous],
            verdicts[before] == .forged,
            messages[before].isBefore(messages[current])
        {
            verdicts[before] = .vouched
            current = before
        }
    }

    /// A message that stands in the batch twice is judged alike in both places.
    private static func copyToRepeats(
        _ verdicts: [Verdict],
        _ messages: [Message],
        _ position: [MessageID: Int]
    ) -> [Verdict] {
        guard position.count < messages.count else { return verdicts }
        return messages.map { position[$0.id].map { verdicts[$0] } ?? .forged }
    }
}
