import TestSupport
import Testing

@testable import GossipWire

@Suite("Messages of a pairing") struct PairingMessageTests {
    private typealias Sample = SampleNetwork

    private static let hash = [UInt8](repeating: 6, count: 32)

    private static func request(
        _ name: String = "Zoë",
        _ network: NetworkID? = nil
    ) -> PairingRequest {
        PairingRequest(signedBy: Sample.member, network: network, name: name, hash: hash)
    }

    private static func answer(_ records: [NetworkRecord]) -> PairingAnswer {
        var keys = NetworkKeys(.loopback)
        keys.rotate(to: .open)
        return PairingAnswer(
            keys: keys,
            inviterName: "Ada",
            pass: Sample.pass,
            records: records,
            peers: PeerList([PeerAddress(ipv4: 0xc000_0201, port: 7_000)])
        )
    }

    @Test("A request has its bytes in their places")
    func requestLayout() {
        let bytes = PairingMessage.request(Self.request("Zoë", Sample.id)).encoded
        let expected =
            [1, 0, 0, 0, 117] + Sample.member.author.bytes + Sample.id.bytes
            + [4, 0x5a, 0x6f, 0xc3, 0xab]
        #expect(bytes.prefix(expected.count) == expected[...])
        #expect(bytes.count == expected.count + 64)
        let none = PairingMessage.request(Self.request("")).encoded
        #expect(none[37..<54] == [UInt8](repeating: 0, count: 17)[...])
    }

    @Test("An answer has its bytes in their places")
    func answerLayout() throws {
        let bytes = PairingMessage.answer(Self.answer([.charter(Sample.charter)])).encoded
        var keys: [UInt8] = []
        NetworkKey.open.encode(into: &keys)
        NetworkKey.loopback.encode(into: &keys)
        var pass: [UInt8] = []
        Sample.pass.encode(into: &pass)
        let fields =
            Sample.id.bytes + [2] + keys + [3, 0x41, 0x64, 0x61] + pass + [0, 1, 0, 188]
            + NetworkRecord.charter(Sample.charter).encoded
            + [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 192, 0, 2, 1, 0x1b, 0x58]
        #expect(fields.count == 455)
        #expect(bytes == [2, 0, 0, 1, 199] + fields)
    }

    @Test("A refusal is its number, and done is nothing")
    func short() {
        #expect(PairingMessage.refusal(.used).encoded == [3, 0, 0, 0, 1, 1])
        #expect(PairingMessage.refusal(.ownKey).encoded == [3, 0, 0, 0, 1, 8])
        #expect(PairingMessage(decoding: [3, 0, 0, 0, 1, 99]) == .refusal(.other(99)))
        #expect(PairingMessage.done.encoded == [4, 0, 0, 0, 0])
    }

    @Test("Messages come back as they went, and no shorter or longer ones do")
    func roundTrip() throws {
        let messages: [PairingMessage] = [
            .request(Self.request()), .request(Self.request("", Sample.id)),
            .answer(Self.answer(try Sample.records())), .answer(Self.answer([])),
            .refusal(.full), .refusal(.other(200)), .done,
        ]
        for message in messages {
            let bytes = message.encoded
            #expect(PairingMessage(decoding: bytes) == message)
            #expect(PairingMessage(decoding: bytes + [0]) == nil)
            // The length that it tells is made to fit as well.
            for count in 5..<bytes.count {
                var cut = Array(bytes.prefix(count))
                cut.replaceSubrange(
                    3..<5,
                    with: [UInt8((count - 5) >> 8), UInt8((count - 5) & 255)]
                )
                #expect(PairingMessage(decoding: cut) == nil, "\(count)")
            }
        }
    }

    @Test("The head tells the length, within the bounds of the kind")
    func head() {
        #expect(PairingMessage.head(of: [2, 0, 7, 0x53, 0])?.length == 480_005)
        for bytes: [UInt8] in [
            [2, 0, 7, 0x53, 1], [2, 255, 255, 255, 255], [0, 0, 0, 0, 0], [5, 0, 0, 0, 0],
            [1, 0, 0, 0, 112], [1, 0, 0, 0, 178], [3, 0, 0, 0, 0], [4, 0, 0, 0, 1], [4, 0, 0, 0],
        ] { #expect(PairingMessage.head(of: bytes) == nil, "\(bytes)") }
    }

    @Test("A request is good in its handshake alone")
    func signature() throws {
        let request = Self.request()
        #expect(request.isAuthentic(in: Self.hash))
        #expect(!request.isAuthentic(in: [UInt8](repeating: 7, count: 32)))
        var bytes = PairingMessage.request(request).encoded
        // A letter of the name.
        bytes[54] ^= 1
        guard case .request(let other) = PairingMessage(decoding: bytes) else {
            Issue.record("it is well-formed")
            return
        }
        #expect(!other.isAuthentic(in: Self.hash))
    }

    @Test("Keys are one to three, each once")
    func keys() {
        let bytes = PairingMessage.answer(Self.answer([])).encoded
        for count in [0, 4] as [UInt8] {
            var wrong = bytes
            wrong[21] = count
            #expect(PairingMessage(decoding: wrong) == nil)
        }
        var twice = bytes
        twice.replaceSubrange(54..<86, with: bytes[22..<54])
        #expect(PairingMessage(decoding: twice) == nil)
    }
}
