import GossipCore
import GossipText
import GossipWire
import TestSupport
import Testing

@testable import GossipNode
@testable import gossip_node

@Suite("The messages of a catch-up on a terminal")
struct HeldMessagesTests {
    private var encoder = TerminalEventEncoder(
        lines: TextEventEncoder(terminalWidth: nil, look: Self.look)
    )
    private static let look = LineLook(style: Style(isOn: false), zone: .utc, separatesDays: false)
    private static let start = 1_700_000_000_000 as UInt64

    private func received(_ number: UInt64, via: Via = .catchUp) throws -> ReceivedMessage {
        let draft = try Draft(topic: "", body: Array("body \(number).".utf8))
        let message = Identity(number: 1).sign(
            draft,
            sequence: 1,
            previous: .zero,
            time: Self.start + number
        )
        return ReceivedMessage(message: message, arrival: number, via: via, from: nil)
    }

    private mutating func finish(at milliseconds: UInt64 = .max, isLast: Bool = false) -> [String] {
        var bytes: [UInt8] = []
        encoder.finishBatch(at: milliseconds, isLast: isLast, into: &bytes)
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    private mutating func shown(_ event: OutputEvent) -> String {
        var bytes: [UInt8] = []
        encoder.encode(event, at: Self.start, into: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    private mutating func enter(_ phase: NodePhase) {
        _ = shown(.node(.state(NodeState(phase, peers: PeerTally(known: 1, reached: 1, equal: 1)))))
    }

    @Test("wait until the node is live, and the newest ten are shown in order")
    mutating func newest() throws {
        enter(.catchingUp)
        // They come in another order than they were signed in.
        for number in 1...40 as ClosedRange<UInt64> {
            #expect(shown(.message(try received(number * 7 % 41))) == "")
        }
        #expect(encoder.isWaiting)
        #expect(finish() == [])
        enter(.live)
        let lines = finish()
        #expect(lines.count == 12)
        #expect(lines[0].contains("40 messages came by catch-up. The newest 10 follow; this"))
        #expect(lines[1] == "    gossip-log --db '' --after 0 -n 40")
        for (line, number) in zip(lines.dropFirst(2), 31...40) {
            #expect(line.contains("body \(number)."))
        }
        #expect(finish() == [] && !encoder.isWaiting)
    }

    @Test("are all shown when they are few, without more words")
    mutating func few() throws {
        enter(.live)
        for number in 1...10 as ClosedRange<UInt64> { _ = shown(.message(try received(number))) }
        let lines = finish()
        #expect(lines.count == 10)
        #expect(lines.allSatisfy { $0.contains("  body ") })
    }

    @Test("wait while a catch-up is under way, and for a moment of quiet behind it")
    mutating func quiet() throws {
        enter(.live)
        let peer = try #require(PeerAddress("127.0.0.1:6001"))
        let now = WallClock.system.now
        var bytes: [UInt8] = []
        for done in [false, true] {
            let progress = CatchUpProgress(peer: peer, needed: 9, received: 9, sent: 0, done: done)
            encoder.encode(.node(.catchUp(progress)), at: now, into: &bytes)
            _ = shown(.message(try received(done ? 2 : 1)))
            #expect(finish(at: now) == [])
        }
        #expect(finish().count == 2)
    }

    @Test("are shown after the moment of quiet also when the clock is set back")
    mutating func clock() throws {
        enter(.live)
        _ = shown(.message(try received(1)))
        #expect(finish(at: 1_000) == [])
        #expect(finish(at: 1_300).count == 1)
    }

    @Test("are shown at the end of the run, whatever the phase")
    mutating func last() throws {
        enter(.catchingUp)
        _ = shown(.message(try received(1)))
        #expect(finish(isLast: true).count == 1)
    }

    @Test("do not hold back those that come live")
    mutating func live() throws {
        enter(.catchingUp)
        #expect(shown(.message(try received(1, via: .relay))).contains("body 1."))
    }
}
