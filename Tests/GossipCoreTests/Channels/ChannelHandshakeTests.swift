import GossipWire
import Negentropy
import Testing

@testable import GossipCore

@Suite("Channels: the handshake")
struct ChannelHandshakeTests {
    private let net = ChannelNet()

    @Test(
        "What is sent to an address arrives sealed, after one handshake, and both know each other"
    )
    func oneHandshake() throws {
        let (a, b) = (net.start(1), net.start(2))
        let text = Array("a text that nobody on the way reads".utf8)
        net.send(text, from: a, to: b.address)
        net.run(seconds: 0.1)
        #expect(b.contents == [text])
        net.send([3], from: b, to: a.address)
        net.run(seconds: 0.1)
        #expect(a.contents == [[3]])
        #expect(a.events == [.opened(b.address, b.identity.author)])
        #expect(b.events == [.opened(a.address, a.identity.author)])
        #expect(net.sent.map { $0.bytes[0] } == [1, 2, 3, 4, 4, 4])
        #expect(net.sent.allSatisfy { !$0.bytes.contains(text) })
        let keys = [a, b].map { $0.identity.author.bytes32.withBytes { Array($0) } }
        #expect(net.sent.allSatisfy { packet in !keys.contains { packet.bytes.contains($0) } })
    }

    @Test("Both may begin at once; what both send arrives")
    func bothAtOnce() {
        let (a, b) = (net.start(1), net.start(2))
        net.send([1], from: a, to: b.address)
        net.send([2], from: b, to: a.address)
        net.run(seconds: 0.1)
        #expect(b.contents == [[1]] && a.contents == [[2]])
        for number in 0..<50 as Range<UInt8> {
            net.send([10 + number], from: a, to: b.address)
            net.send([100 + number], from: b, to: a.address)
        }
        net.run(seconds: 0.1)
        #expect(a.contents.count == 51 && b.contents.count == 51)
        #expect(a.events.count == 1 && b.events.count == 1)
    }

    @Test("A lost packet of any kind is made up for", arguments: [1, 2, 3, 4] as [UInt8])
    func lostPacket(kind: UInt8) {
        let (a, b) = (net.start(1), net.start(2))
        var isLost = false
        net.swallows = { packet in
            defer { if packet.bytes[0] == kind { isLost = true } }
            return packet.bytes[0] == kind && !isLost
        }
        net.send([1], from: a, to: b.address)
        net.run(seconds: 1)
        #expect(isLost)
        #expect(b.contents == [[1]])
    }

    @Test("A peer that answers from another address is reached where it was called")
    func otherAddress() {
        let (a, b) = (net.start(1), net.start(2))
        let (called, seen) = (b.address, Given.address(50))
        net.translates = { $0.from == called ? seen : $0.from }
        for number in 1...3 as ClosedRange<UInt8> {
            net.send([number], from: a, to: called)
            net.run(seconds: 1)
        }
        #expect(b.contents == [[1], [2], [3]])
        net.send([4], from: b, to: a.address)
        net.run(seconds: 0.1)
        #expect(a.contents == [[4]] && a.received.last?.from == seen)
        #expect(net.sent.count { $0.bytes[0] == 1 } == 1)
    }

    @Test("In rough weather all handshakes are made, and nothing comes twice", arguments: 1...40)
    func roughWeather(seed: UInt64) {
        let net = ChannelNet(seed: seed)
        net.weather = .rough
        let nodes = (1...4).map { net.start($0) }
        for round in 0..<40 {
            for node in nodes {
                for peer in nodes where peer !== node {
                    let content = [node.address, peer.address].map { UInt8($0.low & 0xff) }
                    net.send(content + [UInt8(round)], from: node, to: peer.address)
                }
            }
            net.run(seconds: 0.5)
        }
        for node in nodes {
            #expect(node.events.count == 3)
            #expect(Set(node.contents).count == node.contents.count)
            // 3 peers, 40 rounds, 30 of 100 lost, and those of the first rounds.
            #expect(node.contents.count > 50)
            #expect(node.count(.unauthentic) == 0 && node.count(.handshakeRefused) == 0)
        }
    }

    @Test("Whoever has another key or another network gets no answer, and leaves nothing behind")
    func outsider() {
        let own = net.start(1)
        let other = NetworkKey(bytes: [UInt8](repeating: 8, count: 32)) ?? .open
        let outsiders = [
            net.start(2, ChannelNet.configuration(of: 2, keys: NetworkKeys(other))),
            net.start(3, ChannelNet.configuration(of: 3, network: NetworkID(heldBy: other))),
        ]
        for outsider in outsiders {
            net.send([1], from: outsider, to: own.address)
            net.run(seconds: 10)
            #expect(own.contents.isEmpty && outsider.contents.isEmpty)
        }
        #expect(!net.sent.contains { $0.from == own.address })
        #expect(own.count(.handshakeRefused) > 4)
        #expect(own.halfOpenCount == 0 && own.channels.placeOf.isEmpty)
    }

    @Test("A node that has not signed its channel's key is refused, and both sides are told")
    func foreignBinding() {
        let own = net.start(1)
        let liar = net.start(2, ChannelNet.configuration(of: 2, boundBy: 3))
        net.send([1], from: liar, to: own.address)
        net.run(seconds: 0.1)
        #expect(own.contents.isEmpty)
        #expect(own.events == [.refused(liar.address, .credential)])
        // It has taken the other's key, and learns that it was refused.
        #expect(liar.events.last == .refusedBy(own.address, .credential))
        net.send([2], from: own, to: liar.address)
        net.run(seconds: 0.1)
        #expect(own.events.last == .refused(liar.address, .credential))
        #expect(liar.events.last == .refusedBy(own.address, .credential))
        #expect(own.contents.isEmpty && liar.contents.isEmpty)
    }

    @Test("A node that calls itself is told so")
    func itself() {
        let own = net.start(1)
        net.send([1], from: own, to: own.address)
        net.run(seconds: 0.1)
        #expect(own.events == [.isSelf(own.address)])
        #expect(own.contents.isEmpty)
    }

    @Test("After a rotation nodes with the old key and those with the new one find each other")
    func rotation() throws {
        let new = try #require(NetworkKey(bytes: [UInt8](repeating: 9, count: 32)))
        var keys = NetworkKeys(ChannelNet.key)
        keys.rotate(to: new)
        let (old, rotated) = (
            net.start(1), net.start(2, ChannelNet.configuration(of: 2, keys: keys))
        )
        net.send([1], from: old, to: rotated.address)
        net.run(seconds: 0.1)
        #expect(rotated.contents == [[1]])
        let another = net.start(3)
        net.send([2], from: rotated, to: another.address)
        net.run(seconds: 1)
        #expect(another.contents == [[2]])
        keys.rotate(to: new, forgettingOld: true)
        let forgetful = net.start(4, ChannelNet.configuration(of: 4, keys: keys))
        net.send([3], from: old, to: forgetful.address)
        net.run(seconds: 3)
        #expect(forgetful.contents.isEmpty)
    }
}
