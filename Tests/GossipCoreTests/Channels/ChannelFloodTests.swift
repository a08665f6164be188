import GossipWire
import Testing

@testable import GossipCore

@Suite("Channels: floods and bounds")
struct ChannelFloodTests {
    private let net = ChannelNet()

    /// First packets of handshakes, each from another address.
    private func initiations(
        _ count: Int,
        to address: PeerAddress,
        _ configuration: ChannelConfiguration? = nil
    ) {
        let source = net.start(200, configuration)
        net.nodes[200] = nil
        for number in 0..<count {
            var effects = Effects()
            source.turn.now.monotonic = net.now
            source.channels = Channels(
                configuration ?? ChannelNet.configuration(of: 200),
                random: &source.turn.random
            )
            source.channels.send([1], to: address, &source.turn, into: &effects)
            guard case .send(_, let range) = effects.list.first else { continue }
            let from = PeerAddress(ipv4: 0x0b00_0000 + UInt32(number), port: 5_000)
            net.inject(Array(effects.bytes(range)), from: from, to: address)
        }
    }

    @Test(
        "A flood from outside is looked at in part, gets no answer, and leaves a known peer its way"
    )
    func outsiders() {
        let (own, peer) = (net.start(1), net.start(2))
        own.channels.keep(peer.address, true)
        let other = NetworkKey(bytes: [UInt8](repeating: 8, count: 32)) ?? .open
        initiations(
            3_000,
            to: own.address,
            ChannelNet.configuration(of: 200, keys: NetworkKeys(other))
        )
        net.run(seconds: 0.01)
        #expect(own.count(.handshakeRefused) == 1_800)
        #expect(own.count(.handshakeRate) == 1_200)
        #expect(net.sent.isEmpty)
        net.send([1], from: peer, to: own.address)
        net.run(seconds: 0.1)
        #expect(own.contents == [[1]])
    }

    @Test("Many handshakes at once prove their addresses first, and the rest is refused")
    func cookies() {
        let own = net.start(1)
        initiations(300, to: own.address)
        net.run(seconds: 0.01)
        #expect(own.halfOpenCount == 16)
        #expect(net.sent.count { $0.bytes[0] == 2 } == 16)
        #expect(net.sent.count { $0.bytes[0] == 5 } == 284)
        // One that receives where it claims to be has its handshake all the same.
        let peer = net.start(2)
        net.send([1], from: peer, to: own.address)
        net.run(seconds: 0.1)
        #expect(own.contents == [[1]])
        #expect(net.sent.contains { $0.to == peer.address && $0.bytes[0] == 5 })
    }

    @Test("A cookie of another address, or of a former time, is none")
    func foreignCookie() {
        var turn = Given.turn()
        var jar = CookieJar(life: 120_000_000_000)
        let cookie = jar.cookie(for: Given.address(1), .simulated, &turn)
        #expect(jar.accepts(cookie, for: Given.address(1), .simulated, &turn))
        #expect(!jar.accepts(cookie, for: Given.address(2), .simulated, &turn))
        #expect(!jar.accepts(.none, for: Given.address(1), .simulated, &turn))
        turn.now.monotonic += 150_000_000_000
        #expect(jar.accepts(cookie, for: Given.address(1), .simulated, &turn))
        turn.now.monotonic += 150_000_000_000
        #expect(!jar.accepts(cookie, for: Given.address(1), .simulated, &turn))
    }

    @Test("One source has four handshakes at once, and a copy of an initiation costs nothing")
    func oneSource() throws {
        let own = net.start(1)
        initiations(10, to: own.address)
        net.run(seconds: 0.01)
        let count = own.halfOpenCount
        initiations(10, to: own.address)
        net.run(seconds: 0.01)
        #expect(own.halfOpenCount <= 16 && count == 10)
        let peer = net.start(2)
        net.swallows = { $0.bytes[0] == 2 }
        net.send([1], from: peer, to: own.address)
        net.run(seconds: 0.02)
        let packet = try #require(net.sent.last { $0.from == peer.address })
        let before = own.halfOpenCount
        for _ in 0..<100 { net.inject(packet.bytes, from: peer.address, to: own.address) }
        net.run(seconds: 0.02)
        #expect(own.halfOpenCount == before)
        let answers = net.sent.filter { $0.to == peer.address && $0.bytes[0] == 2 }
        #expect(answers.count > 100 && Set(answers.map(\.bytes)).count == 1)
    }

    @Test("Copies of an initiation are answered within the rate of all first packets")
    func copies() throws {
        let (own, peer) = (net.start(1), net.start(2))
        net.send([1], from: peer, to: own.address)
        let packet = try #require(net.sent.last)
        for _ in 0..<5_000 { net.inject(packet.bytes, from: peer.address, to: own.address) }
        net.run(seconds: 0.004)
        #expect(net.sent.count { $0.from == own.address } == 1_800)
        #expect(own.count(.handshakeRate) == 3_200)
    }

    @Test("Forged responses cost a few key agreements an attempt, and the next attempt succeeds")
    func forgedResponses() throws {
        let (own, peer) = (net.start(1), net.start(2))
        net.swallows = { $0.bytes[0] == 2 }
        net.send([1], from: own, to: peer.address)
        net.run(seconds: 0.02)
        let response = try #require(net.sent.last { $0.bytes[0] == 2 })
        for number in 0..<100 as Range<UInt8> {
            var bytes = response.bytes
            bytes[100] ^= number + 1
            net.inject(bytes, from: peer.address, to: own.address)
        }
        net.run(seconds: 0.01)
        #expect(own.count(.handshakeRefused) == 8 && own.count(.staleHandshake) == 92)
        net.swallows = { _ in false }
        net.run(seconds: 1)
        #expect(peer.contents == [[1]])
    }

    @Test("Unfinished handshakes are forgotten after five seconds")
    func unfinished() {
        let own = net.start(1)
        initiations(12, to: own.address)
        net.run(seconds: 4.9)
        #expect(own.halfOpenCount == 12)
        net.run(seconds: 0.2)
        #expect(own.halfOpenCount == 0)
        #expect(own.channels.nextDeadline == .max)
    }

    @Test("Channels are bounded; those of strangers go first, those with contact stay")
    func bound() {
        let own = net.start(1)
        let friend = net.start(2)
        net.send([1], from: friend, to: own.address)
        net.run(seconds: 0.1)
        own.channels.keep(friend.address, true)
        for number in 3...180 as ClosedRange<UInt8> {
            let stranger = net.start(number)
            net.send([number], from: stranger, to: own.address)
            net.run(seconds: 0.2)
            net.nodes[number] = nil
        }
        #expect(own.contents.count == 179)
        #expect(own.channels.table.count == 128)
        net.send([9], from: own, to: friend.address)
        net.run(seconds: 0.1)
        #expect(friend.contents == [[9]])
    }

    @Test("A handshake that nobody wants any more is given up, with what waited for it")
    func givenUp() {
        let own = net.start(1)
        for number in 0..<10 as Range<UInt8> { net.send([number], from: own, to: Given.address(9)) }
        #expect(own.count(.noChannel) == 6)
        net.run(seconds: 20)
        #expect(own.initiationCount == 0)
        #expect(own.count(.noChannel) == 10)
        #expect((4...6).contains(net.sent.count))
        #expect(own.channels.nextDeadline == .max)
    }
}
