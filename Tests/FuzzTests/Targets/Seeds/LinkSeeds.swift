import GossipWire

/// A packet of each kind, and courses of a sealed stream.
enum LinkSeeds {
    static var packets: [Seed] {
        let cookie = LinkCookie(high: 1, low: 2)
        let hints = LinkHintKey(.open)
        let message = LinkTerms(index: 7).payload(filledTo: 495)
        func packet(_ name: String, _ encode: (inout [UInt8]) -> Void) -> Seed {
            var bytes: [UInt8] = []
            encode(&bytes)
            return Seed(name, bytes)
        }
        return [
            packet("initiation") { LinkInitiation.encode(message, cookie: cookie, into: &$0) },
            packet("response") {
                LinkStep.encodeResponse(Array(message.prefix(300)), to: 9, into: &$0)
            },
            packet("finish") {
                LinkStep.encodeFinish(Array(message.prefix(200)), to: 9, into: &$0)
            },
            Seed("data", [4] + [UInt8](repeating: 255, count: 60)),
            packet("retry") {
                LinkRetry.encode(key: cookie, cookie: cookie, with: hints, into: &$0)
            },
            packet("unknown") { UnknownLink.encode(index: 1, counter: 2, with: hints, into: &$0) },
        ]
    }

    static let streams = [
        Seed("whole", [0, 1, 0, 1, 0, 0xfe, 0xff, 0, 1, 0x36, 0]),
        Seed("changed-response", [0, 3, 0, 90, 0, 3, 0, 1]),
        Seed("repeated-piece", [0, 1, 0, 1, 0, 0xf6, 2, 0, 0, 2, 0]),
        Seed("foreign-bytes", [4, 0, 3, 0, 1, 9, 5, 0, 2, 0, 0]),
    ]
}
