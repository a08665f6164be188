import GossipWire
import Testing

@testable import GossipCore

/// Programs of two versions on one network: the version is that of the contents, and the handshake is one for all.
@Suite("Channels: two versions")
struct ChannelVersionTests {
    private static func configuration(
        _ number: UInt8,
        version: UInt8,
        flags: UInt8 = 0
    ) -> ChannelConfiguration {
        var configuration = ChannelNet.configuration(of: number)
        configuration.version = version
        configuration.flags = flags
        return configuration
    }

    /// The versions of all keys that a node has.
    private func versions(_ node: ChannelNet.Node) -> Set<UInt8> {
        Set(node.channels.table.compactMap(\.self).flatMap(\.keys).map(\.version))
    }

    @Test(
        "Both speak the lower of their versions, whoever begins",
        arguments: [(1, 1), (1, 2), (2, 1), (2, 255), (255, 2)] as [(UInt8, UInt8)]
    )
    func lower(first: UInt8, second: UInt8) {
        let net = ChannelNet()
        let a = net.start(1, Self.configuration(1, version: first))
        let b = net.start(2, Self.configuration(2, version: second))
        net.send([7], from: a, to: b.address)
        net.run(seconds: 0.1)
        net.send([8], from: b, to: a.address)
        net.run(seconds: 0.1)
        #expect(b.contents == [[7]] && a.contents == [[8]])
        #expect(versions(a) == [min(first, second)] && versions(b) == [min(first, second)])
    }

    @Test("Flags that a node does not know change nothing", arguments: [1, 0x80, 0xff] as [UInt8])
    func flags(flags: UInt8) {
        let net = ChannelNet()
        let a = net.start(1, Self.configuration(1, version: 2, flags: flags))
        let b = net.start(2)
        net.send([7], from: b, to: a.address)
        net.run(seconds: 0.1)
        net.send([8], from: a, to: b.address)
        net.run(seconds: 0.1)
        #expect(a.contents == [[7]] && b.contents == [[8]])
    }

    @Test("A node that comes back with a newer program is spoken to in its new version")
    func upgraded() {
        let net = ChannelNet()
        let a = net.start(1, Self.configuration(1, version: 2))
        let b = net.start(2, Self.configuration(2, version: 1))
        net.send([7], from: a, to: b.address)
        net.run(seconds: 0.1)
        #expect(versions(a) == [1])
        let newer = net.start(2, Self.configuration(2, version: 2))
        net.send([9], from: newer, to: a.address)
        net.run(seconds: 1)
        net.send([8], from: a, to: newer.address)
        net.run(seconds: 1)
        #expect(newer.contents == [[7], [8]] && a.contents == [[9]])
        #expect(versions(newer) == [2])
        #expect(versions(a).contains(2))
    }

    @Test("A handshake of version 0, which nobody speaks, is refused in silence")
    func versionZero() {
        let net = ChannelNet()
        let a = net.start(1, Self.configuration(1, version: 0))
        let b = net.start(2)
        net.send([7], from: a, to: b.address)
        net.run(seconds: 2)
        #expect(b.contents == [] && b.count(.handshakeRefused) > 0)
        #expect(net.sent.allSatisfy { $0.from == a.address })
    }
}
