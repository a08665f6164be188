import GossipWire
import TestSupport
import Testing

@Suite("Verification") struct MessageVerifierTests {
    @Test("A signed message is authentic; one changed bit and it is not")
    func oneMessage() throws {
        let message = try Identity(number: 1).chain(1)[0]
        #expect(MessageVerifier.verify(message))
        for offset in [96, message.encoded.count - 1, 80] {
            var bytes = message.encoded
            bytes[offset] ^= 1
            #expect(!MessageVerifier.verify(try Message(decoding: bytes)))
        }
    }

    @Test("The signature holds for gossip-log messages only: its context is signed along")
    func context() throws {
        let message = try Identity(number: 1).chain(1)[0]
        // RFC 8032 verification over the bare bytes would accept what another protocol signed.
        #expect(MessageVerifier.judge([message]) == [.signed])
    }

    @Test("A whole run is vouched for by its last signature alone")
    func aWholeRunIsVouchedForByItsLastSignatureAlone() throws {
        let run = try Identity(number: 2).chain(20)
        // The ids cover the signatures, so a run whose earlier signatures are void is another run:
        // sign its end, and everything before follows by hash.
        let forged = try chainWithVoidSignatures(count: 5, lastIsSigned: true)
        let vouched = [Verdict](repeating: .vouched, count: 19)
        #expect(MessageVerifier.judge(run) == vouched + [.signed])
        #expect(MessageVerifier.judge(forged) == vouched.prefix(4) + [.signed])
    }

    @Test("Without an authentic end none of a run is")
    func forgedRun() throws {
        let forged = try chainWithVoidSignatures(count: 5, lastIsSigned: false)
        #expect(MessageVerifier.judge(forged) == [Verdict](repeating: .forged, count: 5))
    }

    @Test("Order, repeats and strangers in a batch do not matter")
    func anyOrder() throws {
        var random = SeededGenerator(seed: 9)
        let forged = try chainWithVoidSignatures(count: 3, lastIsSigned: false)
        let first = try Identity(number: 1).chain(8)
        let second = try Identity(number: 2).chain(8)
        for _ in 0..<20 {
            let batch = (first + second + forged + first.prefix(3)).shuffled(using: &random)
            for (message, verdict) in zip(batch, MessageVerifier.judge(batch)) {
                let isLast = message == first.last || message == second.last
                let taken: Verdict = isLast ? .signed : .vouched
                #expect(verdict == (forged.contains(message) ? .forged : taken))
            }
        }
    }

    @Test("Nobody vouches for another author's message")
    func otherAuthor() throws {
        let void = try chainWithVoidSignatures(count: 1, lastIsSigned: false)[0]
        let stranger = Identity(number: 50)
        let claim = stranger.sign(
            try Draft(body: []),
            sequence: 2,
            previous: void.id,
            time: void.time
        )
        #expect(MessageVerifier.judge([void, claim]) == [.forged, .signed])
    }

    @Test("A sequence at the end of its range does not trap")
    func highestSequence() throws {
        let identity = Identity(number: 3)
        let last = identity.sign(
            try Draft(body: []),
            sequence: .max,
            previous: MessageID(1, 2, 3, 4),
            time: 5
        )
        let next = identity.sign(
            try Draft(body: []),
            sequence: 2,
            previous: last.id,
            time: 5
        )
        #expect(MessageVerifier.judge([last, next]) == [.signed, .signed])
    }

    /// A chain by one author in which only the last message may bear a true signature.
    private func chainWithVoidSignatures(count: Int, lastIsSigned: Bool) throws -> [Message] {
        let voidCount = lastIsSigned ? count - 1 : count
        return try Identity(number: 40).chain(count, voidAt: Set(0..<voidCount))
    }
}
