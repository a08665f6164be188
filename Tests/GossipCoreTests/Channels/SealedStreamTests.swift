import GossipWire
import TestSupport
import Testing

@testable import GossipCore

@Suite("A sealed stream")
struct SealedStreamTests {
    private typealias Event = SealedStream.Event

    /// One side, and what it made of the bytes that it got.
    private final class Side {
        var stream: SealedStream
        var output: [UInt8] = []
        var events: [Event] = []
        var failure: SealedStream.Failure?

        init(dialling configuration: ChannelConfiguration, with key: NetworkKey) {
            var output: [UInt8] = []
            stream = SealedStream(
                dialling: configuration,
                with: key,
                fresh: NoiseKeyPair(),
                into: &output
            )
            self.output = output
        }

        init(accepting configuration: ChannelConfiguration) {
            stream = SealedStream(accepting: configuration, fresh: NoiseKeyPair())
        }

        /// All contents, back to back.
        var content: [UInt8] {
            events.flatMap { event -> [UInt8] in
                if case .content(let bytes) = event { bytes } else { [] }
            }
        }

        func takeOutput() -> [UInt8] {
            defer { output = [] }
            return output
        }

        func receive(_ bytes: [UInt8]) {
            guard failure == nil else { return }
            do throws(SealedStream.Failure) {
                try stream.receive(bytes, into: &output, &events)
            } catch { failure = error }
        }
    }

    private static func side(dialling number: UInt8, boundBy signer: UInt8? = nil) -> Side {
        Side(
            dialling: ChannelNet.configuration(of: number, boundBy: signer),
            with: ChannelNet.key
        )
    }

    private static func side(accepting number: UInt8, boundBy signer: UInt8? = nil) -> Side {
        Side(accepting: ChannelNet.configuration(of: number, boundBy: signer))
    }

    /// Carries bytes to and fro until there are none, in pieces of so many.
    private func carry(_ a: Side, _ b: Side, by count: Int = .max) {
        while true {
            let (there, here) = (a.takeOutput(), b.takeOutput())
            guard !there.isEmpty || !here.isEmpty else { return }
            for start in stride(from: 0, to: there.count, by: min(count, max(1, there.count))) {
                b.receive(Array(there[start...].prefix(count)))
            }
            for start in stride(from: 0, to: here.count, by: min(count, max(1, here.count))) {
                a.receive(Array(here[start...].prefix(count)))
            }
        }
    }

    /// The terms in a network without members.
    private static let plainTerms = StreamTerms(
        own: .admitted(records: nil),
        theirs: .admitted(records: nil)
    )

    @Test("Both sides know each other, however the bytes are cut", arguments: [1, 3, 100, Int.max])
    func cut(by count: Int) {
        let (a, b) = (Self.side(dialling: 1), Self.side(accepting: 2))
        carry(a, b, by: count)
        #expect(a.events == [.opened(Identity(number: 2).author, Self.plainTerms)])
        #expect(b.events == [.opened(Identity(number: 1).author, Self.plainTerms)])
        let large = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 / 7) }
        a.stream.seal(large[...], into: &a.output)
        b.stream.seal([1, 2], into: &b.output)
        // 100,000 bytes are seven pieces, each 18 bytes longer.
        #expect(a.output.count == 100_000 + 7 * 18)
        carry(a, b, by: count)
        #expect(b.content == large && a.content == [1, 2])
    }

    @Test("Nothing of the contents or of the keys of identities is on the wire")
    func hidden() {
        let (a, b) = (Self.side(dialling: 1), Self.side(accepting: 2))
        var wire: [UInt8] = []
        for _ in 0..<4 {
            let (there, here) = (a.takeOutput(), b.takeOutput())
            wire += there + here
            b.receive(there)
            a.receive(here)
        }
        let text = Array("a text that nobody on the way reads".utf8)
        a.stream.seal(text[...], into: &a.output)
        wire += a.output
        #expect(!wire.contains(text))
        for number in [1, 2] as [UInt8] {
            var key: [UInt8] = []
            key.append(Identity(number: number).author)
            #expect(!wire.contains(key))
        }
    }

    @Test("Streams between two versions open, with flags that one of them does not know")
    func twoVersions() {
        var later = ChannelNet.configuration(of: 1)
        later.version = 9
        later.flags = 0xff
        let (a, b) = (Side(dialling: later, with: ChannelNet.key), Self.side(accepting: 2))
        carry(a, b)
        #expect(a.stream.isOpen && b.stream.isOpen)
        let (c, d) = (Self.side(dialling: 2), Side(accepting: later))
        carry(c, d)
        #expect(c.stream.isOpen && d.stream.isOpen)
    }

    @Test("The dialled side says nothing to whoever has another key")
    func outsider() {
        let a = Side(dialling: ChannelNet.configuration(of: 1), with: .open)
        let b = Self.side(accepting: 2)
        b.receive(a.takeOutput())
        #expect(b.output.isEmpty && b.failure == .handshake)
    }

    @Test("Whoever has not signed its channel's key is refused, and both sides are told")
    func refusals() {
        let (a, b) = (Self.side(dialling: 1, boundBy: 3), Self.side(accepting: 2))
        carry(a, b)
        #expect(b.events == [.refused(.credential)] && a.events == [.refusedBy(.credential)])
        let (c, d) = (Self.side(dialling: 1), Self.side(accepting: 2, boundBy: 3))
        carry(c, d)
        #expect(c.events == [.refused(.credential)])
        #expect(!c.stream.isOpen && !d.stream.isOpen)
        let (e, f) = (Self.side(dialling: 1), Self.side(accepting: 1))
        carry(e, f)
        #expect(e.events == [.refused(.ownKey)] && !f.stream.isOpen)
    }

    @Test("In a network with members a pass is asked for, and its signer must be able to admit")
    func members() {
        let world = RosterWorld()
        let charter = world.charter(by: world.founder)
        let founding = [charter, world.pass(world.founder, .admin, by: world.founder)]
        let passes: [(NetworkRecord?, LinkRefusal?)] = [
            (nil, .noPass), (world.pass(world.nodes[0], by: world.founder), nil),
            (world.pass(world.nodes[0], .author, by: world.founder), .pass),
        ]
        for (pass, refusal) in passes {
            let roster = world.roster(founding)
            let dialling = ChannelNet.configuration(of: world.nodes[0], passedBy: pass, roster)
            let accepting = ChannelNet.configuration(of: world.founder, passedBy: nil, roster)
            let (a, b) = (
                Side(dialling: dialling, with: ChannelNet.key), Side(accepting: accepting)
            )
            carry(a, b)
            let same = StreamVerdict.admitted(records: roster.digest)
            let terms = StreamTerms(own: same, theirs: same)
            let verdict = refusal.map { Event.refused($0) } ?? .opened(world.nodes[0].author, terms)
            #expect(b.events == [verdict])
            if let refusal { #expect(a.events == [.refusedBy(refusal)]) }
        }
    }

    @Test("A pass of an unknown signer opens the stream for records alone, on both sides")
    func unknownSigner() {
        let world = RosterWorld()
        let founding = [
            world.charter(by: world.founder), world.pass(world.founder, .admin, by: world.founder),
        ]
        let admitted = [
            world.pass(world.nodes[1], .admin, by: world.founder),
            world.pass(world.nodes[0], by: world.nodes[1], 2),
        ]
        let dialling = ChannelNet.configuration(
            of: world.nodes[0],
            passedBy: admitted[1],
            world.roster(founding + admitted)
        )
        let accepting = ChannelNet.configuration(
            of: world.founder,
            passedBy: founding[1],
            world.roster(founding)
        )
        let (a, b) = (Side(dialling: dialling, with: ChannelNet.key), Side(accepting: accepting))
        carry(a, b)
        for (side, peer) in [(a, world.founder), (b, world.nodes[0])] {
            guard case .opened(peer.author, let terms) = side.events.first else {
                Issue.record("\(side.events)")
                continue
            }
            #expect(terms.exchangesRecords && !terms.carriesSessions)
        }
    }

    @Test("A removed member is refused, also with the pass that it had")
    func removed() {
        let world = RosterWorld()
        let pass = world.pass(world.nodes[0], by: world.founder)
        let roster = world.roster([
            world.charter(by: world.founder), pass,
            world.removal(world.nodes[0], by: world.founder, 2),
        ])
        let a = Side(
            dialling: ChannelNet.configuration(of: world.nodes[0], passedBy: pass, nil),
            with: ChannelNet.key
        )
        let b = Side(accepting: ChannelNet.configuration(of: world.founder, passedBy: nil, roster))
        carry(a, b)
        #expect(b.events == [.refused(.removed)] && a.events == [.refusedBy(.removed)])
    }

    @Test("A changed, missing, repeated or exchanged piece ends the stream")
    func pieces() {
        let changes: [(String, ([[UInt8]]) -> [[UInt8]])] = [
            ("changed", { [$0[0], $0[1].dropLast() + [$0[1].last.map { $0 ^ 1 } ?? 0], $0[2]] }),
            ("missing", { [$0[0], $0[2]] }), ("repeated", { [$0[0], $0[0], $0[1]] }),
            ("exchanged", { [$0[1], $0[0], $0[2]] }),
        ]
        for (name, change) in changes {
            let (a, b) = (Self.side(dialling: 1), Self.side(accepting: 2))
            carry(a, b)
            let pieces = (1...3).map { number -> [UInt8] in
                a.stream.seal([UInt8(number), 7], into: &a.output)
                return a.takeOutput()
            }
            for piece in change(pieces) { b.receive(piece) }
            #expect(b.failure == .unauthentic, "\(name)")
            #expect(!b.content.starts(with: [2, 7]) && b.content.count < 6, "\(name)")
        }
    }

    @Test("A changed bit of the handshake ends it, or leaves both without each other")
    func changedHandshake() {
        for step in 0..<3 {
            var lengths = [Int.max]
            var bit = 0
            while bit < lengths[0] {
                let (a, b) = (Self.side(dialling: 1), Self.side(accepting: 2))
                for turn in 0..<3 {
                    var bytes = turn.isMultiple(of: 2) ? a.takeOutput() : b.takeOutput()
                    if turn == step, !bytes.isEmpty {
                        lengths[0] = bytes.count * 8
                        bytes[bit / 8] ^= 1 << UInt8(bit % 8)
                    }
                    if turn.isMultiple(of: 2) { b.receive(bytes) } else { a.receive(bytes) }
                }
                a.receive(b.takeOutput())
                #expect(!a.stream.isOpen || !b.stream.isOpen)
                // 97 has no divisor in common with a byte: all places of a bit are tried.
                bit += 97
            }
        }
    }

    @Test("Before the handshake is done nobody makes a node keep more than one of its messages")
    func bound() {
        let b = Self.side(accepting: 2)
        b.receive([2, 1])
        #expect(b.failure == .malformed)
        let c = Self.side(accepting: 2)
        c.receive([2, 0])
        for _ in 0..<511 { c.receive([9]) }
        #expect(c.failure == nil)
        c.receive([9])
        #expect(c.failure == .handshake)
        let (d, e) = (Self.side(dialling: 1), Self.side(accepting: 2))
        carry(d, e)
        e.receive([0x40, 0x11])
        #expect(e.failure == .malformed)
    }
}
