import GossipWire
import TestSupport
import Testing

@testable import GossipCore
@testable import HostilePeers

@Suite("The attacker's channel, to a node's")
struct HostileChannelTests {
    @Test("The attacker begins a handshake, and contents go both ways")
    func initiating() {
        let pair = Pair()
        pair.run()
        #expect(pair.isOpen)
        pair.exchange()
    }

    @Test("The attacker answers a handshake, and contents go both ways")
    func answering() {
        let pair = Pair()
        pair.node.send([1])
        pair.carry()
        #expect(pair.received == [[1]])
        pair.exchange()
    }

    @Test("Both begin at once, and contents go both ways")
    func simultaneous() {
        let pair = Pair()
        pair.node.send([1])
        pair.tick()
        pair.carry()
        #expect(pair.received == [[1]])
        pair.exchange()
    }

    @Test("A node with much to do asks for a cookie, and gets it")
    func cookie() {
        let node = ChannelNode()
        // The half-open handshakes of others, until the node asks for a cookie.
        for port in 1...node.channels.limits.halfOpenWithoutCookie {
            let other = Pair(with: node, port: UInt16(port))
            other.tick()
            other.deliverToNode()
        }
        let pair = Pair(with: node, port: 1_000)
        pair.run()
        #expect(pair.hasSeenRetry)
        #expect(pair.isOpen)
        pair.exchange()
    }

    @Test("A node that has forgotten everything gets a new handshake")
    func restarted() {
        let pair = Pair()
        pair.run()
        pair.node.restart()
        pair.send([1])
        pair.carry()
        #expect(!pair.isOpen, "the node does not know the session")
        pair.run()
        #expect(pair.isOpen)
        pair.exchange()
    }

    @Test("The node knows the attacker by the key that it claims")
    func claim() {
        let pair = Pair()
        pair.run()
        #expect(pair.node.proved(at: pair.address) == pair.member.node)
    }
}

/// A node that is nothing but channels, with one address that it sends to.
private final class ChannelNode {
    var channels: Channels
    var turn = Turn(now: Now(monotonic: 1_000_000_000, wall: 0), random: SplitMix64(seed: 1))
    var address = PeerAddress(ipv4: 0x7f00_0001, port: 1_000)
    private(set) var output: [(PeerAddress, [UInt8])] = []
    private(set) var received: [[UInt8]] = []
    private let configuration = ChannelConfiguration.loopback()

    init() { channels = Channels(configuration, random: &turn.random) }

    func restart() { channels = Channels(configuration, random: &turn.random) }

    func send(_ content: [UInt8]) {
        var effects = Effects()
        channels.send(content[...], to: address, &turn, into: &effects)
        take(effects)
    }

    func receive(_ packet: [UInt8], from address: PeerAddress) {
        var effects = Effects()
        let content = packet.withUnsafeBytes { bytes in
            channels.receive(bytes, from: address, &turn, into: &effects)
        }
        if let content { received.append(content.bytes) }
        take(effects)
    }

    /// The key that whoever is at an address has proved.
    func proved(at address: PeerAddress) -> AuthorKey? { channels.node(at: address) }

    /// The packets for an address.
    func takeOutput(for address: PeerAddress) -> [[UInt8]] {
        let packets = output.filter { $0.0 == address }.map { $0.1 }
        output.removeAll { $0.0 == address }
        return packets
    }

    private func take(_ effects: Effects) {
        for effect in effects.list {
            guard case .send(let address, let range) = effect else { continue }
            output.append((address, Array(effects.bytes(range))))
        }
    }
}

/// A channel of the attacker and the node that it is for.
private final class Pair {
    let member = HostileMember()
    let node: ChannelNode
    let address: PeerAddress
    var channel: HostileChannel
    private(set) var received: [[UInt8]] = []
    private(set) var hasSeenRetry = false
    private var now: UInt64 = 1_000_000_000
    private var output: [[UInt8]] = []

    init(with node: ChannelNode = ChannelNode(), port: UInt16 = 1_000) {
        self.node = node
        address = PeerAddress(ipv4: 0x7f00_0001, port: port)
        node.address = address
        channel = HostileChannel(of: member)
    }

    var isOpen: Bool { channel.isOpen }

    func tick() {
        now += 250_000_000
        channel.tick(at: now, every: 250_000_000, into: &output)
    }

    /// Lets the attacker do what is due, and carries all packets.
    func run() {
        tick()
        carry()
    }

    func send(_ content: [UInt8]) {
        if let packet = channel.seal(content) { output.append(packet) }
    }

    func deliverToNode() {
        let packets = output
        output = []
        for packet in packets { node.receive(packet, from: address) }
    }

    /// Carries packets to and fro until there are none.
    func carry() {
        while true {
            deliverToNode()
            let packets = node.takeOutput(for: address)
            guard !packets.isEmpty else { return }
            for packet in packets {
                hasSeenRetry = hasSeenRetry || packet.first == 5
                if let content = channel.receive(packet, at: now, into: &output) {
                    received.append(content)
                }
            }
        }
    }

    /// Sends content both ways, and expects it to arrive.
    func exchange() {
        send([7, 7])
        node.send([8, 8])
        carry()
        #expect(node.received.last == [7, 7])
        #expect(received.last == [8, 8])
    }
}
