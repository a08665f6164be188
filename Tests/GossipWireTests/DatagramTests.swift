import GossipWire
import Negentropy
import TestSupport
import Testing

@Suite("Datagrams") struct DatagramTests {
    @Test("Greetings, probes, replies and lists come back as they went")
    func roundTrip() throws {
        let node = Identity(number: 1).author
        let greeting = Greeting(
            node: node,
            token: AddressToken(value: 7),
            isStatic: true,
            name: "Käpt'n"
        )
        let probe = Probe(
            nonce: 1,
            token: AddressToken(value: 2),
            node: node,
            sent: 3,
            phase: .live,
            incarnation: LogIncarnation(high: 4, low: 5),
            count: 6,
            settled: SettledDigest(
                until: 4_096,
                count: 5,
                fingerprint: Fingerprint(8, 9),
                arrival: 10,
                scope: Scope(horizon: 3, expired: 4).digest
            )
        )
        let reply = ProbeReply(nonce: 11, received: 12)
        let addresses = ["127.0.0.1:1", "[::1]:2"].compactMap { PeerAddress($0) }
        let list = PeerList(addresses)
        try decode(.hello, { greeting.encode(into: &$0) }) { datagram in
            guard case .hello(let value) = datagram else { return false }
            return value == greeting
        }
        try decode(.ping, { probe.encode(into: &$0) }) { datagram in
            guard case .ping(let value) = datagram else { return false }
            return value == probe
        }
        try decode(.pong, { reply.encode(into: &$0) }) { datagram in
            guard case .pong(let value) = datagram else { return false }
            return value == reply
        }
        try decode(.peers, { list.encode(into: &$0) }) { datagram in
            guard case .peers(let value) = datagram else { return false }
            return value == list
        }
    }

    @Test("Packed messages are handed out in order")
    func packedMessages() throws {
        let run = try Identity(number: 1).chain(3)
        try decode(
            .messages,
            { bytes in
                for message in run {
                    bytes.append(bigEndian: UInt16(message.encoded.count))
                    bytes.append(contentsOf: message.encoded)
                }
            }
        ) { datagram in
            guard case .messages(let packed) = datagram else { return false }
            return packed.map { Array($0) } == run.map(\.encoded)
        }
    }

    @Test("A list of ids holds whole ids, one to thirty-seven")
    func idLists() throws {
        let ids = try Identity(number: 1).chain(37).map(\.id)
        try decode(.announce, { bytes in for id in ids { bytes.append(id) } }) { datagram in
            guard case .announce(let list) = datagram else { return false }
            return Array(list) == ids
        }
        #expect(throws: DatagramError.truncated) { try decode(.request, { _ in }) { _ in true } }
        #expect(throws: DatagramError.malformed) {
            try decode(.request, { $0.append(1) }) { _ in true }
        }
    }

    @Test("Other versions, kinds and protocols are told apart")
    func strangers() throws {
        #expect(throws: DatagramError.foreign) { try read([1, 2, 1, 1] + zeros) }
        #expect(throws: DatagramError.unknownVersion(9)) { try read([0x47, 0x4c, 9, 1] + zeros) }
        #expect(throws: DatagramError.unknownKind(200)) {
            try read([0x47, 0x4c, 1, 200] + zeros)
        }
        #expect(throws: DatagramError.truncated) { try read([0x47, 0x4c]) }
    }

    @Test("No bytes crash the decoder", arguments: 0..<20)
    func random(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<2_000 {
            let count = Int.random(in: 0..<200, using: &random)
            var bytes = random.bytes(count)
            let kind = UInt8.random(in: 0...12, using: &random)
            bytes.replaceSubrange(0..<min(4, count), with: [0x47, 0x4c, 1, kind].prefix(count))
            _ = try? read(bytes)
        }
    }

    private let zeros = [UInt8](repeating: 0, count: 8)

    private func read(_ bytes: [UInt8]) throws {
        try bytes.withUnsafeBytes { bytes in
            var reader = ByteReader(bytes)
            let header = try DatagramHeader(from: &reader)
            let datagram = try Datagram(header, from: &reader)
            if case .messages(let packed) = datagram { for _ in packed {} }
            if case .announce(let ids) = datagram { for _ in ids {} }
        }
    }

    private func decode(
        _ kind: DatagramKind,
        _ payload: (inout [UInt8]) -> Void,
        _ check: (Datagram) -> Bool
    ) throws {
        var bytes: [UInt8] = []
        let header = DatagramHeader(kind: kind, token: AddressToken(value: 99))
        header.encode(into: &bytes)
        payload(&bytes)
        try bytes.withUnsafeBytes { bytes in
            var reader = ByteReader(bytes)
            #expect(try DatagramHeader(from: &reader) == header)
            let datagram = try Datagram(header, from: &reader)
            #expect(check(datagram))
        }
    }
}
