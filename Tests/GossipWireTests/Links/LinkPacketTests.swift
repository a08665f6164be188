import Testing

@testable import GossipWire

@Suite("The packets of links")
struct LinkPacketTests {
    private let key = NetworkKey(bytes: [UInt8](repeating: 7, count: 32)) ?? .open
    private let cookie = LinkCookie(high: 0x0102_0304_0506_0708, low: 0x090a_0b0c_0d0e_0f10)

    /// The error of a packet that is refused.
    private func refusal(_ bytes: [UInt8]) -> DatagramError? {
        bytes.withUnsafeBytes { raw in
            do throws(DatagramError) { _ = try LinkPacket(raw) } catch { return error }
            return nil
        }
    }

    @Test("Each kind has its first byte and its layout")
    func layouts() {
        var initiation: [UInt8] = []
        let message = (0..<495).map { UInt8($0 & 0xff) }
        LinkInitiation.encode(message, cookie: cookie, into: &initiation)
        #expect(initiation == [1] + cookie.bytes + message)
        var response: [UInt8] = []
        LinkStep.encodeResponse(Array(message.prefix(200)), to: 0x0102_0304, into: &response)
        #expect(response == [2, 1, 2, 3, 4] + message.prefix(200))
        var finish: [UInt8] = []
        LinkStep.encodeFinish(Array(message.prefix(200)), to: 0x0102_0304, into: &finish)
        #expect(finish == [3, 1, 2, 3, 4] + message.prefix(200))
        initiation.withUnsafeBytes { raw in
            guard case .initiation(let packet)? = try? LinkPacket(raw) else {
                Issue.record("an initiation is one")
                return
            }
            #expect(packet.cookie == cookie && packet.message.elementsEqual(message))
            #expect(packet.key.elementsEqual(message.prefix(32)))
        }
        response.withUnsafeBytes { raw in
            guard case .response(let step)? = try? LinkPacket(raw) else {
                Issue.record("a response is one")
                return
            }
            #expect(step.receiver == 0x0102_0304 && step.message.count == 200)
        }
    }

    /// The keys of both sides of a handshake.
    private func transports() throws -> (here: NoiseTransport, there: NoiseTransport) {
        let psks = [NoisePresharedKey.none, .none]
        var a = NoiseHandshake(
            as: .initiator,
            prologue: [],
            lasting: NoiseKeyPair(),
            psks: psks
        )
        var b = NoiseHandshake(
            as: .responder,
            prologue: [],
            lasting: NoiseKeyPair(),
            psks: psks
        )
        _ = try b.read(try a.write([]))
        _ = try a.read(try b.write([]))
        _ = try b.read(try a.write([]))
        return (try a.finish(), try b.finish())
    }

    @Test("Data is sealed under its counter, and the open part is covered")
    func data() throws {
        let (here, there) = try transports()
        var bytes: [UInt8] = []
        try LinkData.seal(
            [1, 2, 3],
            with: here.sending,
            counter: 0x0102,
            to: 0xa1b2_c3d4,
            into: &bytes
        )
        #expect(bytes.prefix(13) == [4, 0xa1, 0xb2, 0xc3, 0xd4, 0, 0, 0, 0, 0, 0, 1, 2])
        #expect(bytes.count == 3 + LinkData.overhead)
        func open(_ bytes: [UInt8]) -> [UInt8]? {
            bytes.withUnsafeBytes { raw in
                guard case .data(let data)? = try? LinkPacket(raw) else { return nil }
                return try? data.open(with: there.receiving)
            }
        }
        #expect(open(bytes) == [1, 2, 3])
        for bit in 0..<(bytes.count * 8) {
            var changed = bytes
            changed[bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(open(changed) == nil)
        }
        let before = bytes
        #expect(throws: NoiseError.exhausted) {
            try LinkData.seal([1], with: here.sending, counter: .max, to: 1, into: &bytes)
        }
        #expect(bytes == before)
    }

    @Test("A request for a cookie and a hint show that they come from the network")
    func codes() {
        let hints = LinkHintKey(key)
        var retry: [UInt8] = []
        LinkRetry.encode(key: cookie, cookie: cookie, with: hints, into: &retry)
        var unknown: [UInt8] = []
        UnknownLink.encode(index: 5, counter: 6, with: hints, into: &unknown)
        #expect(retry.count == 49 && unknown.count == 29)
        func isAuthentic(_ bytes: [UInt8], _ hints: LinkHintKey) -> Bool {
            bytes.withUnsafeBytes { raw in
                switch try? LinkPacket(raw) {
                case .retry(let retry): retry.isAuthentic(with: hints)
                case .unknown(let unknown): unknown.isAuthentic(with: hints)
                default: false
                }
            }
        }
        for packet in [retry, unknown] {
            #expect(isAuthentic(packet, hints))
            #expect(!isAuthentic(packet, LinkHintKey(.open)))
            for bit in 8..<(packet.count * 8) {
                var changed = packet
                changed[bit / 8] ^= 1 << UInt8(bit % 8)
                #expect(!isAuthentic(changed, hints))
            }
        }
    }

    @Test("A packet of another length or kind is refused")
    func lengths() {
        #expect(refusal([]) == .truncated)
        #expect(refusal([0]) == .unknownKind(0))
        #expect(refusal([7]) == .unknownKind(7))
        let lengths: [(kind: UInt8, ClosedRange<Int>)] = [
            (1, 512...512), (2, 115...512), (3, 69...512), (4, 29...1_232), (5, 49...49),
            (6, 29...29),
        ]
        for (kind, range) in lengths {
            for length in 1...1_300 {
                let bytes = [kind] + [UInt8](repeating: 1, count: length - 1)
                let expected: DatagramError? =
                    range.contains(length)
                    ? nil : length < range.lowerBound ? .truncated : .trailingBytes
                #expect(refusal(bytes) == expected, "\(kind), \(length) bytes")
            }
        }
    }

    @Test("Of two versions the lower one is spoken, and what a later one adds is not refused")
    func terms() throws {
        let own = LinkTerms(index: 1)
        let later = LinkTerms(index: 2, version: 9, flags: 0xf0, pair: 3)
        #expect(own.common(with: later) == 1 && later.common(with: own) == 1)
        let payload = later.payload([1, 2, 3], filledTo: 100)
        #expect(payload.count == 100 && payload.prefix(17).suffix(3) == [1, 2, 3])
        #expect(try #require(LinkTerms(leading: payload)) == later)
        #expect(LinkTerms(leading: Array(payload.prefix(13))) == nil)
        #expect(LinkTerms(leading: [UInt8](repeating: 0, count: 14)) == nil)
        #expect(LinkInitiation.payloadLength == 447)
    }

    @Test("A reason of a later version is carried")
    func notices() {
        let known: [LinkRefusal] = [.credential, .noPass, .pass, .removed, .ownKey, .full]
        for (place, refusal) in known.enumerated() {
            #expect(LinkNotice(refusal).content == [255, UInt8(place + 1)])
            #expect(LinkNotice(LinkNotice(refusal).content) == LinkNotice(refusal))
        }
        #expect(LinkNotice([255, 200, 1, 2])?.refusal == .other(200))
        #expect(LinkNotice([255]) == nil && LinkNotice([]) == nil && LinkNotice([1, 2]) == nil)
    }
}
