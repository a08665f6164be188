import GossipWire

/// A message of a pairing decodes to values that encode to the same bytes, or is refused.
enum PairingMessageTarget {
    static func check(_ bytes: [UInt8]) throws(FuzzFinding) {
        guard let message = PairingMessage(decoding: bytes) else { return }
        try require(message.encoded == bytes, "a message encodes to the bytes it came from")
        try require(
            message.kind.lengths.contains(bytes.count - PairingMessage.headLength),
            "a message has its limits"
        )
        switch message {
        case .request(let request):
            _ = request.hasPlainName
            _ = request.isAuthentic(in: [UInt8](repeating: 6, count: 32))
        case .answer(let answer):
            try require(
                (1...NetworkKeys.countMax).contains(answer.keys.count),
                "a network has one to three keys"
            )
        case .refusal, .done: break
        }
    }
}
