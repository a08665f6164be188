import GossipWire
import Negentropy

/// A datagram of each kind.
enum DatagramSeeds {
    static var all: [Seed] {
        DatagramKind.allCases.map { kind in
            var bytes: [UInt8] = []
            DatagramHeader(kind: kind, token: AddressToken(value: 0x0102_0304_0506_0708))
                .encode(into: &bytes)
            encodePayload(of: kind, into: &bytes)
            return Seed("\(kind)", bytes)
        }
    }

    private static func encodePayload(of kind: DatagramKind, into bytes: inout [UInt8]) {
        let messages = SampleLog.shared.messages.prefix(3)
        switch kind {
        case .hello, .welcome:
            Greeting(node: AuthorKey(1, 2, 3, 4), token: .none, isStatic: true, name: "Zoë")
                .encode(into: &bytes)
        case .ping: probe.encode(into: &bytes)
        case .pong: ProbeReply(nonce: 9, received: 12).encode(into: &bytes)
        case .messages:
            for message in messages {
                bytes.append(bigEndian: UInt16(message.encoded.count))
                bytes.append(contentsOf: message.encoded)
            }
        case .announce, .announceLarge, .request:
            for message in messages { bytes.append(message.id) }
        case .peers:
            PeerList([
                PeerAddress(ipv4: 0x7f00_0001, port: 5_000),
                PeerAddress(high: 0x2001_0db8 << 32, low: 1, port: 6_000),
            ]).encode(into: &bytes)
        case .dialRequest: DialTicket(7).encode(into: &bytes)
        case .goodbye: Goodbye(nonce: 9).encode(into: &bytes)
        case .peersWanted: break
        }
    }

    private static var probe: Probe {
        Probe(
            nonce: 9,
            token: AddressToken(value: 4),
            node: AuthorKey(1, 2, 3, 4),
            sent: 12,
            phase: .live,
            incarnation: LogIncarnation(high: 7, low: 9),
            count: 300,
            settled: SettledDigest(
                until: 1_800_000_000_000,
                count: 299,
                fingerprint: Fingerprint(5, 6),
                arrival: 298,
                scope: Scope(horizon: 3, expired: 4).digest
            )
        )
    }
}
