/// A message of a pairing after its handshake: a node asks to join a network, and gets an answer.
///
/// ```
/// 0  1  kind: 1 = request, 2 = answer, 3 = refusal, 4 = done
/// 1  4  number of the bytes that follow
/// 5  …  the fields of the kind; none for done
/// ```
/// It travels in one or more pieces of a sealed stream, and nothing else is in them. There is no version: that of
/// the ``InvitationCode`` counts for the whole pairing.
package enum PairingMessage: Equatable, Sendable {
    /// A node asks to join.
    case request(PairingRequest)
    /// All that makes the node a member.
    case answer(PairingAnswer)
    /// The reason for which it does not become one.
    case refusal(PairingRefusal)
    /// The node has stored the answer: the invitation is used.
    case done

    /// Bytes before the fields of a kind.
    package static let headLength = 1 + 4

    /// The kinds by their first byte.
    package enum Kind: UInt8, Sendable {
        case request = 1
        case answer, refusal, done

        /// The lengths of the fields in bytes.
        package var lengths: ClosedRange<Int> {
            switch self {
            case .request: PairingRequest.lengthMin...PairingRequest.lengthMax
            case .answer: 0...PairingAnswer.lengthMax
            case .refusal: 1...1
            case .done: 0...0
            }
        }
    }

    /// The kind.
    package var kind: Kind {
        switch self {
        case .request: .request
        case .answer: .answer
        case .refusal: .refusal
        case .done: .done
        }
    }

    /// Reads the first bytes of a message.
    ///
    /// - Parameter bytes: At least ``headLength`` bytes.
    /// - Returns: The kind and the length of the whole message. `nil` for a kind that is not known, and for a
    ///   length that it cannot have.
    package static func head(of bytes: [UInt8]) -> (kind: Kind, length: Int)? {
        guard bytes.count >= headLength, let kind = Kind(rawValue: bytes[0]) else { return nil }
        let length = bytes[1..<headLength].reduce(0) { $0 << 8 | Int($1) }
        return kind.lengths.contains(length) ? (kind, headLength + length) : nil
    }

    /// The message as it is sent.
    package var encoded: [UInt8] {
        var fields: [UInt8] = []
        switch self {
        case .request(let request): request.encode(into: &fields)
        case .answer(let answer): answer.encode(into: &fields)
        case .refusal(let refusal): fields.append(refusal.code)
        case .done: break
        }
        var bytes = [kind.rawValue]
        bytes.append(bigEndian: UInt32(fields.count))
        return bytes + fields
    }

    /// Reads a message, to its last byte; `nil` for bytes that are none.
    package init?(decoding bytes: [UInt8]) {
        guard let head = Self.head(of: bytes), head.length == bytes.count else { return nil }
        let message = bytes.withUnsafeBytes { bytes -> PairingMessage? in
            var reader = ByteReader(bytes)
            guard reader.readBytes(Self.headLength) != nil,
                let message = Self.read(head.kind, &reader), reader.remaining == 0
            else { return nil }
            return message
        }
        guard let message else { return nil }
        self = message
    }

    private static func read(_ kind: Kind, _ reader: inout ByteReader) -> PairingMessage? {
        switch kind {
        case .request: PairingRequest(from: &reader).map(PairingMessage.request)
        case .answer: PairingAnswer(from: &reader).map(PairingMessage.answer)
        case .refusal: reader.readByte().map { .refusal(PairingRefusal(code: $0)) }
        case .done: .done
        }
    }
}
