import GossipCore
import GossipWire
import Testing

@testable import HostilePeers

@Suite("The attacker's side of a sealed stream, to a node's")
struct HostileSealTests {
    /// Both sides, and what has come.
    private final class Sides {
        var seal: HostileSeal
        var stream: SealedStream
        var toNode: [UInt8] = []
        var toAttacker: [UInt8] = []
        var content: [UInt8] = []
        var events: [SealedStream.Event] = []
        let member = HostileMember()

        init(isAttackerDialling: Bool) {
            let configuration = ChannelConfiguration.loopback()
            var output: [UInt8] = []
            if isAttackerDialling {
                seal = HostileSeal(dialling: member, into: &output)
                stream = SealedStream(accepting: configuration, fresh: NoiseKeyPair())
                toNode = output
            } else {
                seal = HostileSeal(accepting: member)
                stream = SealedStream(
                    dialling: configuration,
                    with: .loopback,
                    fresh: NoiseKeyPair(),
                    into: &output
                )
                toAttacker = output
            }
        }

        var isOpen: Bool { seal.isOpen }

        /// The node that the stream has opened with; nil before that, and after anything else.
        var openedNode: AuthorKey? {
            if events.count == 1, case .opened(let node, _) = events[0] { node } else { nil }
        }

        /// Carries bytes to and fro until there are none.
        func carry() throws {
            while !toNode.isEmpty || !toAttacker.isEmpty {
                let (there, here) = (toNode, toAttacker)
                (toNode, toAttacker) = ([], [])
                try stream.receive(there, into: &toAttacker, &events)
                content += try #require(seal.receive(here, into: &toNode))
            }
        }
    }

    @Test(
        "A handshake of either side opens it, and contents go both ways",
        arguments: [true, false]
    )
    func contents(isAttackerDialling: Bool) throws {
        let sides = Sides(isAttackerDialling: isAttackerDialling)
        try sides.carry()
        #expect(sides.isOpen)
        #expect(sides.openedNode == sides.member.node)
        sides.seal.seal([UInt8](repeating: 7, count: 40_000), into: &sides.toNode)
        sides.stream.seal([8, 8], into: &sides.toAttacker)
        try sides.carry()
        #expect(sides.content == [8, 8])
        let count = sides.events.reduce(0) { sum, event in
            if case .content(let bytes) = event { sum + bytes.count } else { sum }
        }
        #expect(count == 40_000)
    }
}
