import GossipCore
import GossipWire
import Testing

@Suite("Hostile peers") struct HostilePeerTests {
    @Test("A peer that never says how to reach it does not come up")
    func answersWithoutToken() throws {
        let node = CoreUnderTest(1)
        let liar = CoreUnderTest(2)
        liar.core.addPeer(node.address, isGiven: true, at: liar.now)
        liar.tick()
        node.receive(liar.sent[0].bytes, from: liar.address)
        let token = try token(in: node.sent[0].bytes)
        var pong: [UInt8] = []
        DatagramHeader(kind: .pong, token: token).encode(into: &pong)
        ProbeReply(nonce: 1, received: 0).encode(into: &pong)
        node.receive(pong, from: liar.address)
        #expect(node.core.upCount == 0)
        #expect(node.core.counters[.noToken] == 1)
    }

    @Test("A peer that sends forged messages is not listened to for a while")
    func mutes() throws {
        let (first, second) = livePair()
        for number in 0..<Limits().forgedMax {
            let forged = Ingest(
                try second.message("forged \(number)"),
                via: .relay,
                from: second.address
            )
            first.take { core, now, effects in
                core.verified([(forged, false)], at: now, into: &effects)
            }
        }
        let ingest = Ingest(try second.message("late"), via: .own, from: nil)
        second.take { core, now, effects in
            core.ingested([(ingest, .stored(arrival: 1))], at: now, into: &effects)
        }
        let datagram = try #require(second.sent.first)
        #expect(first.receive(datagram.bytes, from: second.address).isEmpty)
        #expect(first.core.counters[.muted] == 1)
        first.now.monotonic += Limits().muteDuration
        #expect(first.receive(datagram.bytes, from: second.address).count == 1)
    }

    @Test("What waits for a peer that is lost is counted")
    func countsWaiting() throws {
        let (first, second) = livePair()
        let ingest = Ingest(try first.message("news"), via: .own, from: nil)
        first.take { core, now, effects in
            core.ingested([(ingest, .stored(arrival: 1))], at: now, into: &effects)
        }
        second.take { core, _, effects in core.goodbye(into: &effects) }
        first.receive(try #require(second.sent.first).bytes, from: second.address)
        // The payload has left, its announcement waited.
        #expect(first.core.counters[.waitedForLostPeer] == 1)
    }

    @Test("A large message that is waited for does not hold up the requests for small ones")
    func largeWantsApart() throws {
        let (first, second) = livePair()
        let large = try second.message("large").id
        let small = try second.message("small").id
        let token = try tokenOf(second, at: first)
        for (kind, id) in [(DatagramKind.announceLarge, large), (.announce, small)] {
            var bytes: [UInt8] = []
            DatagramHeader(kind: kind, token: token).encode(into: &bytes)
            bytes.append(id)
            first.receive(bytes, from: second.address)
            first.tick(afterMilliseconds: 1)
        }
        for _ in 0..<20 { first.tick(afterMilliseconds: 50) }
        // Asked for after 40 ms, and again each time the answer is late.
        #expect(first.core.counters.requested >= 1 + 4)
    }

    /// The token that `node` gave out for the address of `peer`.
    private func tokenOf(
        _ peer: CoreUnderTest,
        at node: CoreUnderTest
    ) throws -> AddressToken {
        peer.tick(afterMilliseconds: 1_500)
        return try token(in: try #require(peer.sent.first { $0.to == node.address }).bytes)
    }

    private func token(in datagram: [UInt8]) throws -> AddressToken {
        let payload = datagram.dropFirst(DatagramHeader.length)
        let isWelcome = datagram[3] == DatagramKind.welcome.rawValue
        let bytes = isWelcome ? payload.dropFirst(32).prefix(8) : datagram[4..<12]
        return AddressToken(value: bytes.reduce(0) { $0 << 8 | UInt64($1) })
    }
}
