import Testing

@testable import GossipWire

@Suite("The handshake of a link")
struct NoiseHandshakeTests {
    private static let prologue = Array("test".utf8)

    private let first = NoiseKeyPair()
    private let second = NoiseKeyPair()

    private func psks(_ byte: UInt8 = 1) -> [NoisePresharedKey] {
        [NoisePresharedKey([UInt8](repeating: byte, count: 32)) ?? .none, .none]
    }

    private func initiator(_ byte: UInt8 = 1) -> NoiseHandshake {
        NoiseHandshake(as: .initiator, prologue: Self.prologue, lasting: first, psks: psks(byte))
    }

    private func responder(_ byte: UInt8 = 1) -> NoiseHandshake {
        NoiseHandshake(as: .responder, prologue: Self.prologue, lasting: second, psks: psks(byte))
    }

    @Test("Both sides learn each other's key, and have one name for the session")
    func complete() throws {
        var a = initiator()
        var b = responder()
        #expect(try b.read(try a.write([1, 2])) == [1, 2])
        #expect(a.peerKey == nil && b.peerKey == nil)
        #expect(try a.read(try b.write([])) == [])
        #expect(try b.read(try a.write([3])) == [3])
        #expect(a.peerKey == second.publicKey && b.peerKey == first.publicKey)
        #expect(a.hash == b.hash)
        let (here, there) = (try a.finish(), try b.finish())
        let sealed = try here.sending.seal([9], counter: 7, with: [1])
        #expect(try there.receiving.open(sealed, counter: 7, with: [1]) == [9])
        #expect(throws: NoiseError.unauthentic) {
            try there.receiving.open(sealed, counter: 8, with: [1])
        }
        #expect(throws: NoiseError.unauthentic) {
            try there.receiving.open(sealed, counter: 7, with: [2])
        }
        #expect(throws: NoiseError.unauthentic) {
            try here.receiving.open(sealed, counter: 7, with: [1])
        }
        #expect(throws: NoiseError.truncated) {
            try there.receiving.open(sealed.prefix(15), counter: 7, with: [1])
        }
    }

    @Test("Of another network, the first message is refused already")
    func otherNetwork() throws {
        var a = initiator(1)
        var b = responder(2)
        let message = try a.write([])
        var refusal: NoiseError?
        do throws(NoiseError) { _ = try b.read(message) } catch { refusal = error }
        #expect(refusal == .unauthentic)
    }

    @Test("A message that is refused leaves the handshake as it was")
    func refused() throws {
        var a = initiator()
        var b = responder()
        let opening = try a.write([])
        let (before, name) = (opening.count, b.hash)
        for length in [0, 31, 32, before - 1] {
            var refusal: NoiseError?
            do throws(NoiseError) { _ = try b.read(opening.prefix(length)) } catch {
                refusal = error
            }
            #expect(refusal == (length < 32 ? .truncated : length < 48 ? .truncated : .unauthentic))
        }
        #expect(b.hash == name)
        _ = try b.read(opening)
        let answer = try b.write([])
        for index in answer.indices {
            var forged = answer
            forged[index] ^= 0x40
            var refusal: NoiseError?
            do throws(NoiseError) { _ = try a.read(forged) } catch { refusal = error }
            #expect(refusal == .unauthentic)
        }
        _ = try a.read(answer)
        _ = try b.read(try a.write([]))
        #expect(a.isComplete && b.isComplete)
    }

    @Test("Nobody speaks out of turn, nor after the end")
    func turns() throws {
        var a = initiator()
        var b = responder()
        #expect(refusal { () throws(NoiseError) in _ = try b.write([]) } == .outOfTurn)
        let opening = try a.write([])
        #expect(refusal { () throws(NoiseError) in _ = try a.write([]) } == .outOfTurn)
        _ = try b.read(opening)
        #expect(refusal { () throws(NoiseError) in _ = try b.read(opening) } == .outOfTurn)
        _ = try a.read(try b.write([]))
        _ = try b.read(try a.write([]))
        #expect(refusal { () throws(NoiseError) in _ = try a.write([]) } == .outOfTurn)
        #expect(refusal { () throws(NoiseError) in _ = try b.read([]) } == .outOfTurn)
    }

    @Test("A public key of low order is refused: anybody would know its secret")
    func lowOrder() throws {
        var b = NoiseHandshake(
            NoisePattern(modified: "NN") ?? .link,
            as: .responder,
            prologue: [],
            lasting: nil,
            psks: []
        )
        _ = try b.read([UInt8](repeating: 0, count: 32))
        #expect(refusal { () throws(NoiseError) in _ = try b.write([]) } == .weakKey)
    }

    @Test("The greatest counter is refused, and a message beyond 65,535 bytes")
    func bounds() throws {
        var a = initiator()
        var b = responder()
        let long = [UInt8](repeating: 0, count: NoisePattern.messageLengthMax)
        #expect(refusal { () throws(NoiseError) in _ = try a.write(long) } == .tooLong)
        #expect(refusal { () throws(NoiseError) in _ = try b.read(long + [0]) } == .tooLong)
        _ = try b.read(try a.write([]))
        _ = try a.read(try b.write([]))
        _ = try b.read(try a.write([]))
        let keys = try a.finish()
        #expect(throws: NoiseError.exhausted) {
            try keys.sending.seal([], counter: .max, with: [])
        }
    }

    private func refusal(_ body: () throws(NoiseError) -> Void) -> NoiseError? {
        do throws(NoiseError) {
            try body()
            return nil
        } catch {
            return error
        }
    }
}
