import GossipWire
import TestSupport
import Testing

@Suite("Message") struct MessageTests {
    @Test("Decoding gives back what was signed, and the very bytes")
    func roundTrip() throws {
        let identity = Identity(number: 1)
        let draft = try Draft(topic: "alerts/ü", body: [0, 255, 10], lifetime: 3_600)
        let signed = identity.sign(
            draft,
            sequence: 1,
            previous: .zero,
            time: 1_800_000_000_123
        )
        let decoded = try Message(decoding: signed.encoded)
        #expect(decoded.encoded == signed.encoded)
        #expect(decoded.id == signed.id)
        #expect(decoded.author == identity.author)
        #expect(decoded.sequence == 1)
        #expect(decoded.previous == .zero)
        #expect(decoded.time == 1_800_000_000_123)
        #expect(decoded.lifetime == 3_600)
        #expect(decoded.topic == "alerts/ü")
        #expect(Array(decoded.body) == [0, 255, 10])
    }

    @Test("The layout is the one that is written down, byte for byte")
    func layout() throws {
        let message = try Identity(number: 2).chain(1)[0]
        let bytes = message.encoded
        #expect(Array(bytes[0..<2]) == [1, 0])
        #expect(Array(bytes[2..<34]) == message.author.bytes)
        #expect(Array(bytes[34..<42]) == [0, 0, 0, 0, 0, 0, 0, 1])
        #expect(Array(bytes[42..<74]) == [UInt8](repeating: 0, count: 32))
        #expect(Array(bytes[74..<82]) == [0, 0, 0x01, 0xa3, 0x18, 0x5c, 0x50, 0x00])
        #expect(Array(bytes[82..<86]) == [0, 0, 0, 0])
        #expect(bytes[86] == 5)
        #expect(Array(bytes[87..<92]) == Array("tides".utf8))
        #expect(Array(bytes[92..<96]) == [0, 0, 0, 9])
        #expect(Array(bytes[96..<105]) == Array("message 0".utf8))
        #expect(bytes.count == 105 + 64)
    }

    @Test("The id begins with the time and sorts by it")
    func idSortsByTime() throws {
        let messages = try Identity(number: 3).chain(50)
        #expect(messages.map(\.id).sorted() == messages.map(\.id))
        #expect(messages.allSatisfy { $0.id.time == $0.time })
        #expect(MessageID.lowest(atTime: messages[0].time) <= messages[0].id)
        #expect(messages[0].id < MessageID.lowest(atTime: messages[0].time + 1))
    }

    @Test("The id is known without decoding")
    func idOfEncoded() throws {
        let message = try Identity(number: 4).chain(1)[0]
        let id = message.encoded.withUnsafeBytes { MessageID(encoded: $0) }
        #expect(id == message.id)
        let short = [UInt8](repeating: 0, count: 20).withUnsafeBytes { MessageID(encoded: $0) }
        #expect(short == nil)
    }

    @Test("Every truncation and every trailing byte is refused")
    func exactLength() throws {
        let bytes = try Identity(number: 5).chain(1)[0].encoded
        for length in 0..<bytes.count {
            #expect(throws: MessageError.self) { try Message(decoding: Array(bytes[..<length])) }
        }
        #expect(throws: MessageError.trailingBytes) { try Message(decoding: bytes + [0]) }
    }

    @Test("Each field out of its range is refused by name")
    func fieldRanges() throws {
        let bytes = try Identity(number: 6).chain(1)[0].encoded
        func changed(_ offset: Int, _ value: UInt8) -> [UInt8] {
            var copy = bytes
            copy[offset] = value
            return copy
        }
        #expect(throws: MessageError.unknownVersion(2)) {
            try Message(decoding: changed(0, 2))
        }
        #expect(throws: MessageError.unknownFlags(1)) { try Message(decoding: changed(1, 1)) }
        #expect(throws: MessageError.brokenChain) { try Message(decoding: changed(41, 0)) }
        #expect(throws: MessageError.brokenChain) { try Message(decoding: changed(41, 2)) }
        #expect(throws: MessageError.brokenChain) { try Message(decoding: changed(42, 1)) }
        #expect(throws: MessageError.timeOutOfRange) { try Message(decoding: changed(75, 1)) }
        #expect(throws: MessageError.topicTooLong) { try Message(decoding: changed(86, 128)) }
        #expect(throws: MessageError.topicNotText) { try Message(decoding: changed(87, 0xff)) }
        #expect(throws: MessageError.bodyTooLong) { try Message(decoding: changed(92, 1)) }
    }

    @Test("Mutated bytes either decode to themselves or are refused", arguments: 0..<20)
    func mutation(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let original = try Identity(number: 7).chain(1)[0].encoded
        for _ in 0..<500 {
            var bytes = original
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(
                    in: 0...255,
                    using: &random
                )
            }
            if let message = try? Message(decoding: bytes) {
                #expect(message.encoded == bytes)
                #expect(message.body.count + message.topicBytes.count <= bytes.count)
            }
        }
    }

    @Test("A draft above its limits says which")
    func draftLimits() throws {
        let long = String(repeating: "x", count: 128)
        #expect(throws: DraftError.topicTooLong(length: 128)) {
            try Draft(topic: long, body: [])
        }
        let body = [UInt8](repeating: 0, count: Message.bodyLengthMax + 1)
        #expect(throws: DraftError.bodyTooLong(length: body.count)) { try Draft(body: body) }
        let largest = try Draft(topic: String(long.dropFirst()), body: body.dropLast())
        let message = Identity(number: 8).sign(
            largest,
            sequence: 1,
            previous: .zero,
            time: 1
        )
        #expect(message.encoded.count == Message.encodedLengthMax)
        #expect(try Message(decoding: message.encoded).id == message.id)
    }
}
