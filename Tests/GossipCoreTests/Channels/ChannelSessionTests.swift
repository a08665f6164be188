import GossipWire
import Testing

@testable import GossipCore

@Suite("Channels: sessions")
struct ChannelSessionTests {
    private let net = ChannelNet()
    private let a: ChannelNet.Node
    private let b: ChannelNet.Node

    init() {
        (a, b) = (net.start(1), net.start(2))
        net.send([0], from: a, to: b.address)
        net.run(seconds: 1)
        net.send([0], from: b, to: a.address)
        net.run(seconds: 1)
    }

    /// Lets both send once a second.
    private func talk(seconds: Int, _ a: ChannelNet.Node, _ b: ChannelNet.Node) {
        for _ in 0..<seconds {
            net.send([1], from: a, to: b.address)
            net.send([2], from: b, to: a.address)
            net.run(seconds: 1)
        }
    }

    @Test("Nothing that was recorded counts when it is sent again, from whatever address")
    func replay() {
        talk(seconds: 20, a, b)
        let (ofA, ofB) = (a.received.count, b.received.count)
        for packet in net.sent {
            net.inject(packet.bytes, from: packet.from, to: packet.to)
            net.inject(packet.bytes, from: Given.address(66), to: packet.to)
        }
        net.run(seconds: 30)
        #expect(a.received.count == ofA && b.received.count == ofB)
        #expect(a.count(.replayed) > 20 && b.count(.replayed) > 20)
        talk(seconds: 1, a, b)
        #expect(a.received.count == ofA + 1 && b.received.count == ofB + 1)
    }

    @Test("A packet with a changed bit is refused, and the right one is taken after it")
    func changedBits() throws {
        var isHeld = true
        net.swallows = { $0.bytes[0] == 4 && isHeld }
        net.send([1, 2, 3], from: a, to: b.address)
        let packet = try #require(net.sent.last)
        for bit in 0..<(packet.bytes.count * 8) {
            var bytes = packet.bytes
            bytes[bit / 8] ^= 1 << UInt8(bit % 8)
            net.inject(bytes, from: a.address, to: b.address)
        }
        net.run(seconds: 0.1)
        #expect(b.contents == [[0]])
        isHeld = false
        net.inject(packet.bytes, from: a.address, to: b.address)
        net.run(seconds: 0.1)
        #expect(b.contents == [[0], [1, 2, 3]])
    }

    @Test("The keys are renewed every five minutes, and nothing is lost by it")
    func renewal() {
        talk(seconds: 1_000, a, b)
        #expect(a.received.count == 1_001 && b.received.count == 1_001)
        let finishes = net.sent.filter { $0.bytes[0] == 3 }
        #expect(finishes.count == 4)
        // One side does it, that of the lower key.
        let first = a.identity.author < b.identity.author ? a : b
        #expect(finishes.suffix(3).allSatisfy { $0.from == first.address })
    }

    @Test("Keys that cannot be renewed are not used beyond fifteen minutes")
    func expiry() {
        net.swallows = { $0.bytes[0] != 4 }
        talk(seconds: 1_000, a, b)
        #expect((890..<905).contains(a.received.count))
        #expect((890..<905).contains(b.received.count))
        #expect(a.count(.noChannel) > 0)
    }

    @Test("A peer that has restarted is back within three seconds and two round trips")
    func restart() {
        talk(seconds: 5, a, b)
        let again = net.start(2)
        let before = again.received.count
        net.send([9], from: a, to: again.address)
        net.run(seconds: 0.05)
        // The datagram itself is lost; the hint has brought about a handshake.
        #expect(again.received.count == before)
        net.send([9], from: a, to: again.address)
        net.run(seconds: 0.05)
        #expect(again.contents.last == [9])
        net.send([8], from: again, to: a.address)
        net.run(seconds: 0.1)
        #expect(a.contents.last == [8])
    }

    @Test("Where the hint is lost, silence brings about the handshake")
    func silence() {
        net.swallows = { $0.bytes[0] == 6 }
        let again = net.start(2)
        for _ in 0..<35 {
            net.send([9], from: a, to: again.address)
            net.run(seconds: 0.1)
        }
        #expect(again.contents.last == [9])
    }

    @Test("Idle nodes are silent, and keep no keys for ever")
    func idle() {
        let count = net.sent.count
        net.run(seconds: 899)
        #expect(net.sent.count <= count + 4)
        net.run(seconds: 20)
        #expect(a.channels.placeOf.isEmpty && b.channels.placeOf.isEmpty)
        #expect(a.channels.nextDeadline == .max && b.channels.nextDeadline == .max)
        net.send([5], from: b, to: a.address)
        net.run(seconds: 0.1)
        #expect(a.contents.last == [5])
    }

    @Test("A hint gives nothing up, whoever sends it")
    func hints() throws {
        let last = try #require(net.sent.last { $0.bytes[0] == 4 && $0.from == a.address })
        let index = last.bytes[1..<5].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        for key in [ChannelNet.key, NetworkKey.open] {
            for counter in [0, 1_000_000] as [UInt64] {
                var bytes: [UInt8] = []
                UnknownLink.encode(
                    index: index,
                    counter: counter,
                    with: LinkHintKey(key),
                    into: &bytes
                )
                for _ in 0..<100 { net.inject(bytes, from: b.address, to: a.address) }
            }
        }
        let initiations = net.sent.count { $0.bytes[0] == 1 }
        net.run(seconds: 1)
        talk(seconds: 3, a, b)
        #expect(net.sent.count { $0.bytes[0] == 1 } <= initiations + 1)
        #expect(a.count(.staleHandshake) > 100 && a.contents.count == 4 && b.contents.count == 4)
    }

    @Test("A peer that comes from another address is answered there, without a handshake")
    func roaming() {
        let initiations = net.sent.count { $0.bytes[0] == 1 }
        for number in 0..<10 {
            a.address = Given.address(100 + number)
            net.send([5, UInt8(number)], from: a, to: b.address)
            net.run(seconds: 0.1)
            #expect(b.received.last?.from == a.address)
            net.send([6, UInt8(number)], from: b, to: a.address)
            net.run(seconds: 0.1)
            #expect(a.contents.last == [6, UInt8(number)])
        }
        #expect(net.sent.count { $0.bytes[0] == 1 } == initiations)
    }

    @Test("A member that sends from another's address does not turn that one's datagrams away")
    func stolenAddress() {
        let member = net.start(3)
        net.send([7], from: member, to: b.address)
        net.run(seconds: 0.1)
        talk(seconds: 1, a, b)
        let own = member.address
        member.address = a.address
        nodes(hiding: 3) { net.send([7], from: member, to: b.address) }
        member.address = own
        net.run(seconds: 0.1)
        let count = a.received.count
        net.send([4], from: b, to: a.address)
        net.run(seconds: 0.1)
        #expect(a.received.count == count + 1)
    }

    private func nodes(hiding number: UInt8, _ body: () -> Void) {
        let node = net.nodes.removeValue(forKey: number)
        body()
        net.nodes[number] = node
    }
}
