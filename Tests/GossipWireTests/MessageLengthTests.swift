import TestSupport
import Testing

@testable import GossipWire

@Suite("Length of a message") struct MessageLengthTests {
    @Test("The beginning says how long a message is")
    func theBeginningSaysHowLongAMessageIs() throws {
        let identity = Identity(number: 5)
        for (topic, body) in [("", 0), ("news", 300), (String(repeating: "t", count: 127), 5_000)] {
            let encoded = identity.sign(
                try Draft(topic: topic, body: [UInt8](repeating: 7, count: body)),
                sequence: 1,
                previous: .zero,
                time: 1_000
            ).encoded
            #expect(Message.length(ofEncodedPrefix: encoded[...]) == encoded.count)
            #expect(Message.length(ofEncodedPrefix: (encoded + [1, 0, 3])[...]) == encoded.count)
            #expect(Message.length(ofEncodedPrefix: encoded.prefix(100)) == nil)
        }
    }

    @Test("Bytes that cannot begin a message have no length")
    func bytesThatCannotBeginAMessageHaveNoLength() {
        #expect(Message.length(ofEncodedPrefix: [UInt8](repeating: 0xFF, count: 400)[...]) == nil)
        #expect(Message.length(ofEncodedPrefix: []) == nil)
    }
}
