import GossipCore
import GossipWire
import TestSupport
import Testing

@Suite("Node core") struct NodeCoreTests {
    @Test("Greeting brings both sides up; each then catches up")
    func greeting() {
        let first = CoreUnderTest(1)
        let second = CoreUnderTest(2)
        first.add(second.address)
        first.tick()
        #expect(first.sent.count == 1)
        exchange(first, second)
        #expect(first.core.tally.reached == 1)
        #expect(second.core.tally.reached == 1)
        #expect(first.core.phase == .catchingUp)
        #expect(second.core.phase == .catchingUp)
    }

    @Test("Each side learns the other's name, whoever greeted; also a new one after a restart")
    func names() {
        let first = CoreUnderTest(1, name: "anna")
        let second = CoreUnderTest(2, name: "ben")
        first.add(second.address)
        first.tick()
        exchange(first, second)
        #expect(first.core.observations.map(\.name) == ["ben"])
        second.tick()
        exchange(first, second)
        #expect(second.core.observations.map(\.name) == ["anna"])
        // Introduced, it is no longer greeted.
        second.tick(afterMilliseconds: 1_200)
        #expect(!second.sent.isEmpty && !second.sent.contains { isHello($0.bytes) })

        let renamed = CoreUnderTest(1, name: "annabel", run: 1)
        renamed.add(second.address)
        renamed.tick()
        exchange(renamed, second)
        second.tick(afterMilliseconds: 1_200)
        exchange(renamed, second)
        #expect(second.core.observations.map(\.name) == ["annabel"])
    }

    private func isHello(_ datagram: [UInt8]) -> Bool {
        datagram.withUnsafeBytes { bytes in
            var reader = ByteReader(bytes)
            return (try? DatagramHeader(from: &reader))?.kind == .hello
        }
    }

    @Test("A greeting from a forged address is answered once and remembered nowhere")
    func forgedGreeting() {
        let node = CoreUnderTest(1)
        let liar = CoreUnderTest(2)
        liar.add(node.address)
        liar.tick()
        let hello = liar.sent[0].bytes
        for number in 0..<100 {
            let forged = PeerAddress(ipv4: 0x0b00_0000 + UInt32(number), port: 9)
            node.receive(hello, from: forged, of: liar)
            #expect(node.sent.count == 1)
            #expect(node.sent[0].bytes.count <= hello.count)
        }
        #expect(node.core.observations.isEmpty)
    }

    @Test("Greetings above the rate are counted, not answered")
    func greetingRate() {
        let node = CoreUnderTest(1)
        let other = CoreUnderTest(2)
        other.add(node.address)
        other.tick()
        let hello = other.sent[0].bytes
        for _ in 0..<300 { node.receive(hello, from: other.address) }
        #expect(node.core.counters[.greetingRate] == 300 - UInt64(Limits().greetingsPerSource))
    }

    @Test("A datagram with the wrong token is refused")
    func wrongToken() throws {
        let (first, second) = livePair()
        let message = try second.message("hello")
        var bytes: [UInt8] = []
        DatagramHeader(kind: .messages, token: AddressToken(value: 1)).encode(into: &bytes)
        bytes.append(bigEndian: UInt16(message.encoded.count))
        bytes.append(contentsOf: message.encoded)
        #expect(first.receive(bytes, from: second.address).isEmpty)
        #expect(first.core.counters[.wrongToken] == 1)
    }

    @Test("A static node talks to its given peers only")
    func staticNode() {
        let node = CoreUnderTest(1, isStatic: true)
        let stranger = CoreUnderTest(2)
        stranger.add(node.address)
        stranger.tick()
        #expect(node.receive(stranger.sent[0].bytes, from: stranger.address).isEmpty)
        #expect(node.core.counters[.notAPeer] == 1)
    }

    @Test("Without peers a node is alone at once; with silent ones after a while")
    func alone() {
        let lonely = CoreUnderTest(1)
        lonely.tick()
        #expect(lonely.core.phase == .alone)

        let waiting = CoreUnderTest(2)
        waiting.add(lonely.address)
        waiting.tick()
        #expect(waiting.core.phase == .joining)
        waiting.tick(afterMilliseconds: 3_000)
        #expect(waiting.core.phase == .alone)
    }

    @Test("A node that was alone catches up with the first peer that appears")
    func aloneThenPeer() {
        let first = CoreUnderTest(1)
        first.tick()
        #expect(first.core.phase == .alone)
        let second = CoreUnderTest(2)
        second.add(first.address)
        second.tick()
        exchange(first, second)
        #expect(first.core.phase == .catchingUp)
    }

    @Test("Live: a fresh message is relayed when it is verified, delivered when it is durable")
    func cutThrough() throws {
        let (first, second) = livePair()
        #expect(first.core.phase == .live)
        let third = CoreUnderTest(3)
        third.add(first.address)
        third.tick()
        exchange(third, first)
        let message = try second.message("news")
        let ingest = Ingest(message, via: .own, from: nil)
        second.take { core, now, effects in
            core.take(.ingested([(ingest, .stored(arrival: 1))]), at: now, into: &effects)
        }
        let datagram = try #require(second.sent.first { $0.to == first.address })
        let received = first.receive(datagram.bytes, from: second.address)
        let relayed = Ingest(message, via: .relay, from: second.address, of: second.identity.author)
        #expect(received == [.verify(Bundle(relayed))])
        let verified = first.take { core, now, effects in
            core.take(.verified([Judged(relayed, .signed)]), at: now, into: &effects)
        }
        #expect(verified.contains(.append(relayed)))
        #expect(first.sent.map(\.to) == [third.address])
    }

    @Test("Catching up: live messages are stored and not relayed, and announced on going live")
    func nothingRelayedWhileCatchingUp() throws {
        let (first, second) = livePair()
        let third = CoreUnderTest(3)
        for peer in [first, second] {
            third.add(peer.address)
        }
        third.tick()
        exchange(third, first, second)
        #expect(third.core.phase == .catchingUp)

        let message = try second.message("during catch-up")
        let ingest = Ingest(message, via: .relay, from: second.address, of: second.identity.author)
        third.take { core, now, effects in
            core.take(.verified([Judged(ingest, .signed)]), at: now, into: &effects)
        }
        #expect(third.effects.list == [.append(ingest)])
        third.take { core, now, effects in
            core.take(.ingested([(ingest, .stored(arrival: 1))]), at: now, into: &effects)
        }
        #expect(third.effects.list.isEmpty)

        third.tick(afterMilliseconds: 60)
        third.outbox = []
        third.proveSessions()
        #expect(third.core.phase == .live)
        third.tick(afterMilliseconds: 1)
        third.tick(afterMilliseconds: 300)
        let announced = third.outbox.filter { $0.bytes[3] == DatagramKind.announce.rawValue }
        #expect(announced.map(\.to) == [first.address])
    }

    @Test("A failed commit leaves a repeat its chance")
    func failedCommit() throws {
        let (first, second) = livePair()
        let message = try second.message("twice")
        let ingest = Ingest(message, via: .own, from: nil)
        second.take { core, now, effects in
            core.take(.ingested([(ingest, .stored(arrival: 1))]), at: now, into: &effects)
        }
        let bytes = try #require(second.sent.first).bytes
        let relayed = Ingest(message, via: .relay, from: second.address, of: second.identity.author)
        #expect(first.receive(bytes, from: second.address) == [.verify(Bundle(relayed))])
        #expect(first.receive(bytes, from: second.address).isEmpty)
        #expect(first.core.counters[.duplicate] == 1)
        first.take { core, now, effects in
            core.take(.ingested([(relayed, .failed)]), at: now, into: &effects)
        }
        #expect(first.core.counters[.commitFailed] == 1)
        #expect(first.receive(bytes, from: second.address) == [.verify(Bundle(relayed))])
    }

    @Test("A message from too far in the future is refused live")
    func future() throws {
        let (first, second) = livePair()
        second.now.wall += 11 * 60 * 1_000
        let message = try second.message("tomorrow")
        let ingest = Ingest(message, via: .own, from: nil)
        second.take { core, now, effects in
            core.take(.ingested([(ingest, .stored(arrival: 1))]), at: now, into: &effects)
        }
        let bytes = try #require(second.sent.first).bytes
        #expect(first.receive(bytes, from: second.address).isEmpty)
        #expect(first.core.counters[.futureMessage] == 1)
    }

    @Test("A message refused for its time is asked for as soon as it may be taken")
    func futureComes() throws {
        let (first, second) = livePair()
        second.now.wall += 602_000
        let message = try second.message("in two seconds")
        let ingest = Ingest(message, via: .own, from: nil)
        second.take { core, now, effects in
            core.take(.ingested([(ingest, .stored(arrival: 1))]), at: now, into: &effects)
        }
        let bytes = try #require(second.sent.first).bytes
        #expect(first.receive(bytes, from: second.address).isEmpty)
        let search = Effect.findLacking([message.id], from: second.address)
        #expect(!first.tick(afterMilliseconds: 1_900).contains(search))
        #expect(first.tick(afterMilliseconds: 100).contains(search))
        first.take { core, now, effects in
            core.take(.lacking([message.id], from: second.address), at: now, into: &effects)
        }
        _ = first.tick(afterMilliseconds: 600)
        #expect(first.core.counters.requested == 1)
        let relayed = Ingest(message, via: .relay, from: second.address, of: second.identity.author)
        #expect(first.receive(bytes, from: second.address) == [.verify(Bundle(relayed))])
    }

    @Test("Silence makes a peer suspect, then down; then it is greeted again with growing waits")
    func silence() {
        let (first, second) = livePair()
        var statuses: [PeerStatus] = []
        for _ in 0..<12 {
            for effect in first.tick(afterMilliseconds: 1_000) {
                if case .report(.peer(let report)) = effect, report.address == second.address {
                    statuses.append(report.status)
                }
            }
        }
        #expect(statuses == [.suspect, .down])
        #expect(first.core.phase == .alone)
    }

    @Test("A sleep and a clock jump make a live node catch up again", arguments: [true, false])
    func catchesUpAgain(isJump: Bool) {
        let (first, _) = livePair()
        if isJump {
            first.now.wall += 86_400_000
            first.tick(afterMilliseconds: 100)
        } else {
            first.tick(afterMilliseconds: 60_000)
        }
        #expect(first.core.phase == .catchingUp)
    }

    @Test("Garbage is counted and ignored", arguments: 0..<10)
    func garbage(seed: UInt64) {
        let (first, second) = livePair()
        var random = SeededGenerator(seed: seed)
        for _ in 0..<500 {
            var bytes = random.bytes(Int.random(in: 0..<1_500, using: &random))
            let count = bytes.count
            if Bool.random(using: &random) {
                let prefix: [UInt8] = [0x47, 0x4c, 1, UInt8.random(in: 0...12, using: &random)]
                bytes.replaceSubrange(0..<min(4, count), with: prefix.prefix(count))
            }
            first.receive(bytes, from: second.address)
        }
        let counters = first.core.counters
        #expect(
            counters[.malformedDatagram] + counters[.unknownDatagram] + counters[.wrongToken]
                > 400
        )
        #expect(first.core.tally.reached == 1)
    }
}
