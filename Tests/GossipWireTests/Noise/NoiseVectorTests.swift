import Testing

@testable import GossipWire

@Suite("Noise, by the vectors of others")
struct NoiseVectorTests {
    @Test("There are 17 of them, one of the pattern of links")
    func all() {
        #expect(NoiseVector.all.count == 17)
        #expect(NoiseVector.all.count { $0.pattern == .link } == 1)
    }

    @Test(
        "Every message is the recorded one, and is read as it was meant",
        arguments: NoiseVector.all
    )
    func exchange(_ vector: NoiseVector) throws {
        let count = try vector.pattern.orThrow().messages.count
        var initiator = try vector.side(.initiator)
        var responder = try vector.side(.responder)
        for (index, message) in vector.messages.prefix(count).enumerated() {
            let payload = try Hex.bytes(message.payload)
            let expected = try Hex.bytes(message.ciphertext)
            let isInitiator = index.isMultiple(of: 2)
            let sent = isInitiator ? try initiator.write(payload) : try responder.write(payload)
            #expect(sent == expected)
            let read = isInitiator ? try responder.read(sent) : try initiator.read(sent)
            #expect(read == payload)
        }
        #expect(initiator.isComplete && responder.isComplete)
        #expect(initiator.hash == responder.hash)
        if let hash = vector.handshake_hash { #expect(try Hex.bytes(hash) == initiator.hash) }
        let here = try initiator.finish()
        let there = try responder.finish()
        var counters: [UInt64] = [0, 0]
        for (index, message) in vector.messages.enumerated().dropFirst(count) {
            let side = index % 2
            let (sender, receiver) = side == 0 ? (here, there) : (there, here)
            let payload = try Hex.bytes(message.payload)
            let sealed = try sender.sending.seal(payload, counter: counters[side], with: [])
            #expect(try Hex.bytes(message.ciphertext) == sealed)
            #expect(
                try receiver.receiving.open(sealed, counter: counters[side], with: []) == payload
            )
            counters[side] += 1
        }
    }
}
