import GossipWire
import Testing

@testable import GossipCore

/// The consequences of strikes in a whole core.
@Suite("Strikes of a peer") struct StrikeTests {
    private func records(_ effects: [Effect]) -> [StrikeRecord] {
        effects.compactMap { effect in
            if case .rememberStrikes(let record) = effect { record } else { nil }
        }
    }

    /// Sends malformed contents in the channel of a peer, and returns what the last one brought about.
    @discardableResult
    private func sendRubbish(
        _ count: Int,
        to node: CoreUnderTest,
        of liar: CoreUnderTest,
        from address: PeerAddress
    ) -> [Effect] {
        var last: [Effect] = []
        for _ in 0..<count {
            var bytes: [UInt8] = []
            DatagramHeader(kind: .pong, token: .none).encode(into: &bytes)
            last = node.receive(bytes + [1], from: address, of: liar)
        }
        return last
    }

    private func announcement(_ id: MessageID, _ token: AddressToken) -> [UInt8] {
        var bytes: [UInt8] = []
        DatagramHeader(kind: .announce, token: token).encode(into: &bytes)
        bytes.append(id)
        return bytes
    }

    @Test("Malformed contents are deeds, and the sixteenth is stored and reported")
    func malformed() throws {
        let (first, second) = livePair()
        let before = sendRubbish(15, to: first, of: second, from: second.address)
        #expect(records(before).isEmpty)
        let effects = sendRubbish(1, to: first, of: second, from: second.address)
        let record = try #require(records(effects).first)
        #expect(record.node == second.identity.author)
        #expect(record.mutedUntil == first.now.wall + 60_000)
        #expect(effects.contains(.report(.muted(record))))
    }

    @Test("They are its own, from whichever address they come")
    func manyAddresses() {
        let (first, second) = livePair()
        for number in 0..<UInt32(16) {
            let address = PeerAddress(ipv4: 0x0a05_0000 + number, port: 5_000)
            sendRubbish(1, to: first, of: second, from: address)
        }
        #expect(first.core.strikes.isMuted(second.identity.author, at: first.now.monotonic))
    }

    @Test("A claim to be another, and a message that is none, are deeds as well")
    func otherDeeds() throws {
        let (first, second) = livePair()
        let third = CoreUnderTest(3)
        second.tick(afterMilliseconds: 1_500)
        let ping = try #require(second.sent.first { $0.bytes[3] == DatagramKind.ping.rawValue })
        for _ in 0..<16 { first.receive(ping.bytes, from: second.address, of: third) }
        #expect(first.core.strikes.isMuted(third.identity.author, at: first.now.monotonic))
        var rubbish = Array(ping.bytes.prefix(DatagramHeader.length))
        rubbish[3] = DatagramKind.messages.rawValue
        rubbish += [0, 3, 1, 2, 3]
        for _ in 0..<16 { first.receive(rubbish, from: second.address) }
        #expect(first.core.counters[.malformedMessage] == 16)
        #expect(first.core.strikes.isMuted(second.identity.author, at: first.now.monotonic))
    }

    @Test("What a newer version may say is none")
    func unknownKinds() {
        let (first, second) = livePair()
        for _ in 0..<40 {
            first.receive([0x47, 0x4c, 1, 250] + [0, 0, 0, 0, 0, 0, 0, 0], from: second.address)
        }
        #expect(first.core.counters[.unknownDatagram] == 40)
        #expect(first.core.strikes.count == 0)
    }

    @Test("Neither messages nor ids of a muted peer are taken, and no session is opened with it")
    func muted() throws {
        let (first, second) = livePair()
        second.tick(afterMilliseconds: 1_500)
        let ping = try #require(second.sent.first { $0.bytes[3] == DatagramKind.ping.rawValue })
        let token = AddressToken(value: ping.bytes[4..<12].reduce(0) { $0 << 8 | UInt64($1) })
        sendRubbish(16, to: first, of: second, from: second.address)
        let id = try second.message("announced").id
        first.receive(announcement(id, token), from: second.address)
        #expect(first.core.counters[.muted] == 1)
        #expect(NodeLoad(of: first.core).wanted == 0)
        // Its link stays.
        #expect(first.core.tally.reached == 1)
        first.take { core, now, effects in core.take(.networkChanged, at: now, into: &effects) }
        for _ in 0..<50 {
            second.tick(afterMilliseconds: 1_000)
            first.tick(afterMilliseconds: 1_000)
            exchange(first, second)
        }
        #expect(first.orders.isEmpty)
    }

    @Test(
        "After a session that it made fail, a peer is dialled again later, whatever its address is then"
    )
    func shunned() {
        let (first, second) = livePair()
        let failed = first.take { core, now, effects in
            let input = NodeInput.sessionFailed(.contradiction, of: second.identity.author)
            core.take(input, at: now, into: &effects)
        }
        let end = first.now.monotonic + Limits().shunFirst
        #expect(records(failed).map(\.failedSessions) == [1])
        let slot = first.core.catchUp.slot(of: second.address)
        #expect(slot.map { first.core.catchUp.isShunned($0, at: end - 1) } == true)
        #expect(slot.map { first.core.catchUp.isShunned($0, at: end) } == false)
        // It comes back from another address, under the same key.
        let moved = PeerAddress(ipv4: 0x0a00_0009, port: 5_000)
        second.tick(afterMilliseconds: 1_500)
        greet(first, by: second, from: moved)
        let other = first.core.catchUp.slot(of: moved)
        #expect(other.map { first.core.catchUp.isShunned($0, at: end - 1) } == true)
    }

    /// Greets a node from an address, and answers until it knows the sender there.
    private func greet(_ node: CoreUnderTest, by peer: CoreUnderTest, from address: PeerAddress) {
        var hello: [UInt8] = []
        let token = AddressToken(value: 77)
        DatagramHeader(kind: .hello, token: .none).encode(into: &hello)
        Greeting(node: peer.identity.author, token: token, isStatic: false, name: "")
            .encode(into: &hello)
        node.receive(hello, from: address, of: peer)
        guard let welcome = node.sent.first(where: { $0.to == address })?.bytes else { return }
        let given = welcome.dropFirst(DatagramHeader.length + 32).prefix(8)
        var ping: [UInt8] = []
        DatagramHeader(
            kind: .ping,
            token: AddressToken(value: given.reduce(0) { $0 << 8 | UInt64($1) })
        )
        .encode(into: &ping)
        Probe(
            nonce: 1,
            token: token,
            node: peer.identity.author,
            sent: 0,
            phase: .live,
            incarnation: LogIncarnation(high: 1, low: 2),
            count: 0,
            settled: Given.settled
        ).encode(into: &ping)
        node.receive(ping, from: address, of: peer)
    }

    @Test("A failure that the network may have caused counts for nothing")
    func innocent() {
        let (first, second) = livePair()
        let effects = first.take { core, now, effects in
            let input = NodeInput.sessionFailed(.timedOut, of: second.identity.author)
            core.take(input, at: now, into: &effects)
        }
        #expect(records(effects).isEmpty)
    }

    @Test("A node that starts again knows the strikes, and mutes the peer at its first datagram")
    func restarted() throws {
        let (first, second) = livePair()
        let effects = sendRubbish(16, to: first, of: second, from: second.address)
        let again = CoreUnderTest(1, run: 1, strikes: records(effects))
        again.now = first.now
        let hello = SyncGreeting(
            purpose: .fetch,
            node: second.identity.author,
            token: .none,
            incarnation: LogIncarnation(high: 1, low: 2),
            scope: .everything,
            arrival: 0
        )
        #expect(throws: SyncRefusal.busy) { try again.admit(SessionID(incoming: 1), hello) }
        again.now.monotonic += Limits().muteFirst
        #expect(throws: SyncRefusal.unknownPeer) {
            try again.admit(SessionID(incoming: 1), hello)
        }
    }
}
