import GossipCore
import GossipWire
import Negentropy
import Testing

@Suite("Hostile peers") struct HostilePeerTests {
    @Test("A peer that never says how to reach it does not come up")
    func answersWithoutToken() throws {
        let node = CoreUnderTest(1)
        let liar = CoreUnderTest(2)
        node.add(liar.address)
        node.tick()
        let token = try token(in: node.sent[0].bytes)
        node.receive(pong(token), from: liar.address)
        #expect(node.core.tally.reached == 0)
        #expect(node.core.counters[.noToken] == 1)
    }

    @Test("An answer of a stranger makes no link, even with the token for its address")
    func answersAsStranger() throws {
        let node = CoreUnderTest(1)
        let liar = CoreUnderTest(2)
        liar.add(node.address)
        liar.tick()
        node.receive(liar.sent[0].bytes, from: liar.address)
        let token = try token(in: node.sent[0].bytes)
        node.receive(pong(token), from: liar.address)
        #expect(node.core.observations.isEmpty)
        #expect(node.core.counters[.wrongToken] == 1)
    }

    private func pong(_ token: AddressToken) -> [UInt8] {
        var pong: [UInt8] = []
        DatagramHeader(kind: .pong, token: token).encode(into: &pong)
        ProbeReply(nonce: 1, received: 0).encode(into: &pong)
        return pong
    }

    @Test("A peer that sends forged messages is not listened to for a while")
    func mutes() throws {
        let (first, second) = livePair()
        for number in 0..<Limits().deedsMax {
            let forged = Ingest(
                try second.message("forged \(number)"),
                via: .relay,
                from: second.address,
                of: second.identity.author
            )
            first.take { core, now, effects in
                core.take(.verified([Judged(forged, .forged)]), at: now, into: &effects)
            }
        }
        let ingest = Ingest(try second.message("late"), via: .own, from: nil)
        second.take { core, now, effects in
            core.take(.ingested([(ingest, .stored(arrival: 1))]), at: now, into: &effects)
        }
        let datagram = try #require(second.sent.first)
        #expect(first.receive(datagram.bytes, from: second.address).isEmpty)
        #expect(first.core.counters[.muted] == 1)
        first.now.monotonic += Limits().muteFirst
        #expect(first.receive(datagram.bytes, from: second.address).count == 1)
    }

    @Test("Nor is it served a stream meanwhile, whichever way the forged messages came")
    func refusesStreams() throws {
        let (first, second) = livePair()
        var hello = SyncGreeting(
            purpose: .reconcile,
            node: second.identity.author,
            token: try tokenOf(second, at: first),
            incarnation: LogIncarnation(high: 1, low: 2),
            scope: .everything,
            arrival: 0
        )
        hello.purpose = .fetch
        _ = try first.admit(SessionID(incoming: 1), hello)
        for number in 0..<Limits().deedsMax {
            let forged = Ingest(
                try second.message("forged \(number)"),
                via: .catchUp,
                from: second.address,
                of: second.identity.author
            )
            first.take { core, now, effects in
                core.take(.verified([Judged(forged, .forged)]), at: now, into: &effects)
            }
        }
        #expect(throws: SyncRefusal.busy) {
            try first.admit(SessionID(incoming: 2), hello)
        }
    }

    @Test("What waits for a peer that is lost is counted")
    func countsWaiting() throws {
        let (first, second) = livePair()
        let ingest = Ingest(try first.message("news"), via: .own, from: nil)
        first.take { core, now, effects in
            core.take(.ingested([(ingest, .stored(arrival: 1))]), at: now, into: &effects)
        }
        second.take { core, now, effects in core.take(.stopping, at: now, into: &effects) }
        first.receive(try #require(second.sent.first).bytes, from: second.address)
        // The payload has left, its announcement waited.
        #expect(first.core.counters[.announcedToLostPeer] == 1)
        #expect(first.core.counters[.waitedForLostPeer] == 0)
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
        // Requested after 40 ms, and again whenever the answer is late.
        #expect(first.core.counters.requested >= 1 + 4)
    }

    @Test("A session that brings nothing does not keep a node from the next peer")
    func stalledSession() {
        let node = CoreUnderTest(1)
        let peers = [CoreUnderTest(2), CoreUnderTest(3)]
        for peer in peers { node.add(peer.address) }
        node.tick()
        exchange(node, peers[0], peers[1])
        node.tick(afterMilliseconds: 100)
        #expect(node.orders.count == 1)
        for _ in 0..<10 { node.tick(afterMilliseconds: 100) }
        #expect(node.orders.count == 1)
        for _ in 0..<45 { node.tick(afterMilliseconds: 100) }
        #expect(Set(node.orders.map(\.peer)) == Set(peers.map(\.address)))
    }

    @Test("A peer whose digests differ for ever is reconciled with ever more rarely")
    func contradictoryDigests() throws {
        let (first, second) = livePair()
        let liar = second.address
        var sessions = 0
        let token = try tokenOf(second, at: first)
        for salt in 0..<UInt64(60) {
            var bytes: [UInt8] = []
            DatagramHeader(kind: .ping, token: token).encode(into: &bytes)
            probe(first, salt).encode(into: &bytes)
            for _ in 0..<10 { first.receive(bytes, from: liar) }
            first.tick(afterMilliseconds: 1_000)
            sessions += first.orders.count
            first.proveSessions()
        }
        #expect(sessions >= 2 && sessions <= 8)
    }

    /// A probe of a live peer whose log differs each time.
    private func probe(_ node: CoreUnderTest, _ salt: UInt64) -> Probe {
        Probe(
            nonce: salt,
            token: AddressToken(value: 99),
            node: CoreUnderTest(2).identity.author,
            sent: 0,
            phase: .live,
            incarnation: LogIncarnation(high: 1, low: 2),
            count: 1,
            settled: SettledDigest(
                until: (node.now.wall - 4_000) & ~4_095,
                count: Int(salt) + 1,
                fingerprint: Fingerprint(salt, 0),
                arrival: 0,
                scope: Scope.everything.digest
            )
        )
    }

    @Test("A peer that announces large messages it has not is dialled ever more rarely")
    func inventedLargeMessages() throws {
        let (first, second) = livePair()
        let token = try tokenOf(second, at: first)
        var fetches = 0
        for number in 0..<UInt64(600) {
            var bytes: [UInt8] = []
            DatagramHeader(kind: .announceLarge, token: token).encode(into: &bytes)
            bytes.append(MessageID(first.now.wall << 16, number, 1, 1))
            first.receive(bytes, from: second.address)
            first.tick(afterMilliseconds: 100)
            for order in first.orders where !order.reconciles {
                fetches += 1
                first.take { core, now, effects in
                    core.take(
                        .session(order.session, .finished(SyncResult(end: .fetched))),
                        at: now,
                        into: &effects
                    )
                }
            }
            first.orders.removeAll { !$0.reconciles }
        }
        #expect(fetches >= 2 && fetches <= 8)
    }

    @Test("What one peer invents leaves room for what another announces")
    func wantedQuota() throws {
        var limits = Limits()
        limits.wantedMax = 40
        let node = CoreUnderTest(1, limits: limits)
        let liar = CoreUnderTest(2)
        let honest = CoreUnderTest(3)
        for peer in [liar, honest] { node.add(peer.address) }
        node.tick()
        exchange(node, liar, honest)
        for peer in [liar, honest] {
            let token = try tokenOf(peer, at: node)
            var bytes: [UInt8] = []
            DatagramHeader(kind: .announce, token: token).encode(into: &bytes)
            for number in 0..<UInt64(10) {
                bytes.append(
                    MessageID(node.now.wall << 16, number, peer === liar ? 1 : 2, 0)
                )
            }
            for _ in 0..<4 { node.receive(bytes, from: peer.address) }
        }
        #expect(NodeLoad(of: node.core).wanted == 20)
    }

    @Test("A node without room tells a newcomer of others")
    func fullNode() {
        var limits = Limits()
        limits.activePeersMax = 1
        let node = CoreUnderTest(1, limits: limits)
        let first = CoreUnderTest(2)
        let newcomer = CoreUnderTest(3)
        for peer in [first, newcomer] {
            peer.add(node.address)
            peer.tick()
            exchange(node, first, newcomer)
        }
        #expect(node.core.tally.reached == 1)
        #expect(newcomer.core.observations.map(\.address).contains(first.address))
        // It answers greetings, and yet is no peer.
        #expect(newcomer.core.observations.filter { $0.status == .up }.isEmpty)
        for _ in 0..<20 {
            newcomer.tick(afterMilliseconds: 500)
            exchange(node, first, newcomer)
        }
        let up = newcomer.core.observations.filter { $0.status == .up }
        #expect(up.map(\.address) == [first.address])
    }

    @Test("One peer cannot fill the memory of addresses")
    func inventedAddresses() throws {
        let (first, second) = livePair()
        let token = try tokenOf(second, at: first)
        for number in 0..<UInt32(100) {
            let list = PeerList(
                (0..<8).map { PeerAddress(ipv4: 0x0b00_0000 + number * 8 + $0, port: 9) }
            )
            var bytes: [UInt8] = []
            DatagramHeader(kind: .peers, token: token).encode(into: &bytes)
            list.encode(into: &bytes)
            first.receive(bytes, from: second.address)
        }
        #expect(NodeLoad(of: first.core).knownPeers <= Limits().knownPeersMax / 8 + 8)
        #expect(first.core.counters[.addressRefused] > 0)
    }

    /// The token that `node` gave out for the address of `peer`.
    private func tokenOf(
        _ peer: CoreUnderTest,
        at node: CoreUnderTest
    ) throws -> AddressToken {
        peer.tick(afterMilliseconds: 1_500)
        let probe = peer.sent.first {
            $0.to == node.address && $0.bytes[3] == DatagramKind.ping.rawValue
        }
        return try token(in: try #require(probe).bytes)
    }

    private func token(in datagram: [UInt8]) throws -> AddressToken {
        let payload = datagram.dropFirst(DatagramHeader.length)
        let isGreeting = datagram[3] <= DatagramKind.welcome.rawValue
        let bytes = isGreeting ? payload.dropFirst(32).prefix(8) : datagram[4..<12]
        return AddressToken(value: bytes.reduce(0) { $0 << 8 | UInt64($1) })
    }
}
