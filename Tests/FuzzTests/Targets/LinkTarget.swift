import GossipWire

/// A packet of a link is taken apart into windows that are its bytes again, or is refused.
enum LinkTarget {
    static func check(_ bytes: [UInt8]) throws(FuzzFinding) {
        var again: [UInt8]?
        var isCoded = false
        bytes.withUnsafeBytes { raw in
            guard let packet = try? LinkPacket(raw) else { return }
            var encoded: [UInt8] = []
            switch packet {
            case .initiation(let first):
                LinkInitiation.encode(
                    Array(first.message),
                    cookie: first.cookie,
                    into: &encoded
                )
                _ = LinkTerms(leading: Array(first.message))
            case .response(let step):
                LinkStep.encodeResponse(Array(step.message), to: step.receiver, into: &encoded)
            case .finish(let step):
                LinkStep.encodeFinish(Array(step.message), to: step.receiver, into: &encoded)
            case .data(let data):
                encoded = Array(data.header) + Array(data.sealed)
                _ = LinkNotice(Array(data.sealed))
            case .retry(let retry):
                isCoded = retry.isAuthentic(with: LinkHintKey(.open))
                encoded = bytes
            case .unknown(let unknown):
                isCoded = unknown.isAuthentic(with: LinkHintKey(.open))
                encoded = bytes
            }
            again = encoded
        }
        guard let again else { return }
        try require(again == bytes, "a packet encodes to the bytes it came from")
        try require(!isCoded || bytes.count == 49 || bytes.count == 29, "a coded packet is short")
    }
}
